namespace Glia.Continual;

/// <summary>Where the directions come from that updates are kept away from.</summary>
public enum SubspaceSource
{
    /// <summary>Learned from the activity by Oja's rule.</summary>
    Learned,

    /// <summary>Random and orthonormal: a control of the same size that knows nothing of the tasks.</summary>
    Random,
}
