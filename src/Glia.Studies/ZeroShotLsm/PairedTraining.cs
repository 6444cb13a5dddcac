using Glia.CrossModal;
using Glia.Random;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>What training of projections needs besides features: loss, sizes, batches.</summary>
internal sealed record PairedTraining(ZeroShotArm Arm, ZeroShotOptions Options)
{
    public IPairLoss Loss => Arm.Pairing switch
    {
        Pairing.Prototypes => new PrototypeLoss(),
        Pairing.ThroughTargets => new SoftTargetClipLoss(gradient: TargetGradient.Through),
        Pairing.InfoNce => new InfoNceLoss(),
        Pairing.Supervised => new SupervisedContrastiveLoss(),
        _ => new SoftTargetClipLoss(),
    };

    public int BatchSize => Arm.Pairing == Pairing.Prototypes ? Options.PrototypeBatchSize : Options.BatchSize;

    public CrossModalProjection Projection(int imageFeatures, int soundFeatures, RandomStream random) => new(imageFeatures, soundFeatures, new ProjectionOptions
    {
        Width = Arm.Width,
        Activation = Arm.Pairing is Pairing.LinearProjection ? ProjectionActivation.Linear : ProjectionActivation.Gelu,
        Length = Arm.Pairing is Pairing.InfoNce or Pairing.Supervised ? EmbeddingLength.Learned : EmbeddingLength.Free,
        LearningRate = Options.LearningRate,
    }, random);

    /// <summary>The pairs of a split; the seed draws who is paired with whom where labels are shuffled.</summary>
    public PairList Pairs(int[] imageDigits, int[] soundDigits, DigitSplit split, RandomStream random)
    {
        var pairs = PairList.Of(imageDigits, soundDigits, split.Seen);
        return Arm.Pairing == Pairing.Shuffled ? pairs.Shuffled(random.Child("shuffled labels")) : pairs;
    }

    /// <summary>Every pair once, in a new order.</summary>
    public IEnumerable<int[]> Batches(int pairs, RandomStream random) => random.Permutation(pairs).Chunk(BatchSize);
}
