namespace Glia.Homeostasis;

/// <summary>What a learner did on a mini-batch before it learned from it.</summary>
/// <param name="Samples">Samples of the batch.</param>
/// <param name="Correct">Those whose class was right.</param>
/// <param name="Loss">Mean cross-entropy; where it is not finite nothing was learned and nothing more can be.</param>
public readonly record struct LearningOutcome(int Samples, int Correct, double Loss)
{
    /// <summary>Whether parameters have become so large that outputs are not numbers any more.</summary>
    public bool HasCollapsed => !double.IsFinite(Loss);
}
