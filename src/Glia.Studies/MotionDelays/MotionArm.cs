using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.MotionDelays;

/// <summary>A detector of motions, or a size of the motif test.</summary>
/// <param name="Method">What detects.</param>
/// <param name="MotifDelays">Delays of the motifs; 0 for detectors of motion.</param>
/// <param name="MotifCount">How many motifs there are; 0 for detectors of motion.</param>
public sealed record MotionArm(MotionMethod Method, int MotifDelays = 0, int MotifCount = 0) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Method switch
    {
        MotionMethod.HeterogeneousDelays => "heterogeneous delays",
        MotionMethod.OneFrame => "one frame, no delays",
        MotionMethod.TwoFrames => "two frames",
        MotionMethod.RandomDelays => "fixed random delays",
        MotionMethod.MatchedFilter => "matched filter",
        _ => FormattableString.Invariant($"motifs, {MotifCount} of {MotifDelays} delays"),
    };
}
