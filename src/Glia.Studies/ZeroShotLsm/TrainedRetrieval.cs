using System.Numerics.Tensors;
using Glia.CrossModal;
using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>As <see cref="FixedRetrieval"/>, but the encoders learn too: two liquids whose weights change by backpropagation through time.</summary>
/// <remarks>Everything else is as for the fixed liquid, which is what it starts from: counts are scaled by what the fixed liquid's counts on the pairs were.</remarks>
internal sealed class TrainedRetrieval(PairedTraining training, DigitRecordings recordings, LiquidStateMachine images, LiquidStateMachine sounds)
{
    private readonly TrainableLiquid _images = new(images, training.Options.ImageLiquid, training.Options.ImageThreshold);
    private readonly TrainableLiquid _sounds = new(sounds, training.Options.SoundLiquid, training.Options.SoundThreshold);

    /// <summary>Multiplications and additions of the encoders' backward passes, a pair and epoch.</summary>
    public double BackwardOperations { get; private set; }

    /// <summary>Synaptic weights that learn.</summary>
    public int ParameterCount => _images.ParameterCount + _sounds.ParameterCount;

    public RetrievalCurve Run(DigitSplit split, RandomStream random, Action<int> finished)
    {
        var pairs = training.Pairs(recordings.TrainImages.Digits, recordings.TrainSounds.Digits, split, random);
        var (imageScaling, soundScaling) = (Scaling(images, recordings.TrainImages, pairs.Images), Scaling(sounds, recordings.TrainSounds, pairs.Sounds));
        var projection = training.Projection(images.Units, sounds.Units, random.Child("projection"));
        var test = new RetrievalTest(recordings.TestImages.Digits, recordings.TestSounds.Digits, split, training.Arm.Pairing);
        var (curve, loss, order) = (new RetrievalCurve(), training.Loss, random.Child("order"));
        for (var epoch = 0; epoch < training.Options.TrainedEpochs; epoch++)
        {
            foreach (var batch in training.Batches(pairs.Count, order))
            {
                var pictures = imageScaling.Apply(Forward(_images, recordings.TrainImages, Array.ConvertAll(batch, pair => pairs.Images[pair])));
                var clips = soundScaling.Apply(Forward(_sounds, recordings.TrainSounds, Array.ConvertAll(batch, pair => pairs.Sounds[pair])));
                var (byPictures, byClips) = (new float[pictures.Length], new float[clips.Length]);
                projection.Learn(new PairBatch(pictures, clips, Array.ConvertAll(batch, pair => pairs.Digits[pair])), loss, byPictures, byClips);
                Backward(_images, byPictures, imageScaling);
                Backward(_sounds, byClips, soundScaling);
            }

            var (nowImages, nowSounds) = (FeatureEncoder.Encode(_images.ToLiquid(), recordings.TestImages).Features, FeatureEncoder.Encode(_sounds.ToLiquid(), recordings.TestSounds).Features);
            test.AddTo(curve, projection.EmbedFirst(imageScaling.Apply(nowImages.Values)), projection.EmbedSecond(soundScaling.Apply(nowSounds.Values)));
            finished(epoch);
        }

        BackwardOperations = (double)(_images.BackwardOperations + _sounds.BackwardOperations) / pairs.Count / training.Options.TrainedEpochs;
        return curve;
    }

    private static FeatureScaling Scaling(LiquidStateMachine liquid, LabelledRecordings recordings, int[] rows)
    {
        var part = new LabelledRecordings([.. rows.Select(row => recordings.Rows[row])], [.. rows.Select(row => recordings.Digits[row])]);
        return FeatureScaling.Fit(FeatureEncoder.Encode(liquid, part).Features.Values, liquid.Units);
    }

    private static float[] Forward(TrainableLiquid liquid, LabelledRecordings recordings, int[] rows)
    {
        var counts = new float[rows.Length * liquid.Units];
        for (var i = 0; i < rows.Length; i++)
        {
            liquid.Forward(recordings.Rows[rows[i]], counts.AsSpan(i * liquid.Units, liquid.Units));
        }

        return counts;
    }

    private void Backward(TrainableLiquid liquid, float[] byFeatures, FeatureScaling scaling)
    {
        for (var i = 0; i < byFeatures.Length / liquid.Units; i++)
        {
            var byCounts = byFeatures.AsSpan(i * liquid.Units, liquid.Units);
            TensorPrimitives.Multiply(byCounts, scaling.Factors, byCounts);
            liquid.Backward(i, byCounts);
        }

        liquid.Step(training.Options.SynapseRate);
    }
}
