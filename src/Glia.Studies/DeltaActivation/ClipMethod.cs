namespace Glia.Studies.DeltaActivation;

/// <summary>Ways to make a network send little. Names of metrics begin with these.</summary>
internal static class ClipMethod
{
    /// <summary>Nothing is done.</summary>
    public const string Dense = "dense";

    /// <summary>The delta activation layer, trained from the pretrained network.</summary>
    public const string Delta = "delta";

    /// <summary>Magnitudes of activations are penalised (B1).</summary>
    public const string Spatial = "spatial";

    /// <summary>The trained plain network, quantised without further training (B2).</summary>
    public const string PostHoc = "postHoc";

    /// <summary>Delta activations whose steps stay as they were (B3).</summary>
    public const string Frozen = "frozen";

    /// <summary>A delta network's thresholds in the trained plain network (B4).</summary>
    public const string Threshold = "threshold";

    /// <summary>Delta activations from the first epoch on.</summary>
    public const string FromStart = "fromStart";

    /// <summary>The delta activation at its largest strength.</summary>
    public const string Strong = "strong";

    /// <summary>The same trained on with a hundredth of it.</summary>
    public const string Longer = "longer";

    /// <summary>The methods that are compared at a strength of their own.</summary>
    public static IReadOnlyList<string> Swept { get; } = [Delta, Spatial, PostHoc, Frozen, Threshold];
}
