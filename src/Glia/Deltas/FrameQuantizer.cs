namespace Glia.Deltas;

/// <summary>Sends changes of the quantised value round(x/q)·q: what a trained <see cref="DeltaActivationLayer"/> becomes.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Steps">q: one, one a channel, or one a unit in the order [channels, height, width].</param>
public sealed record FrameQuantizer(string Name, float[] Steps) : FrameLayer(Name)
{
    /// <summary>The layer of a trained delta activation.</summary>
    public static FrameQuantizer From(string name, DeltaActivationLayer trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        return new FrameQuantizer(name, trained.Steps());
    }
}
