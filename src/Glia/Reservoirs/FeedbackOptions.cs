namespace Glia.Reservoirs;

/// <summary>How outputs are fed back into a reservoir: its last channels receive scale · y + shift of the step before.</summary>
/// <remarks>While a model learns, targets are fed back in place of outputs (teacher forcing).</remarks>
public sealed record FeedbackOptions
{
    /// <summary>Factor of what is fed back. Default 1.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Added to what is fed back. Default 0.</summary>
    public double Shift { get; init; }
}
