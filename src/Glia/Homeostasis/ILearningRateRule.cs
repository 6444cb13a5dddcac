namespace Glia.Homeostasis;

/// <summary>A learning rate that may depend on what the learner meets.</summary>
public interface ILearningRateRule
{
    /// <summary>The learning rate at present, η.</summary>
    double Rate { get; }

    /// <summary>How many of the samples before an encounter the rule imagines updates on; 0 if it imagines none.</summary>
    int Memory { get; }

    /// <summary>Whether the rule has a say at a sample of this index in the epoch.</summary>
    bool ActsAt(int sample);

    /// <summary>Meets a sample at which the rule acts, and may change <see cref="Rate"/>.</summary>
    /// <param name="encounter">The sample.</param>
    /// <param name="imagined">The step along the gradient of this sample, not yet taken.</param>
    void Meet(Encounter encounter, IImaginedUpdate imagined);
}
