namespace Glia.Continual;

/// <summary>What a strategy has cost so far, beyond training on the stream itself.</summary>
/// <param name="Bytes">Memory that it keeps from task to task: parameters, gradients, bases, and stored samples at four bytes a number.</param>
/// <param name="StoredSamples">Training samples that it keeps; 0 for a strategy without rehearsal.</param>
/// <param name="ExtraGradients">Gradients of single samples that it has asked for beyond those of the stream: rehearsed samples, memories, Fisher information.</param>
public readonly record struct StrategyCost(long Bytes, int StoredSamples, long ExtraGradients)
{
    /// <summary>What two strategies cost together.</summary>
    public static StrategyCost operator +(StrategyCost left, StrategyCost right) => left.Add(right);

    /// <summary>What two strategies cost together.</summary>
    public StrategyCost Add(StrategyCost other) =>
        new(Bytes + other.Bytes, StoredSamples + other.StoredSamples, ExtraGradients + other.ExtraGradients);

    internal static StrategyCost ForSamples(int samples, int inputs, long extraGradients) =>
        new((long)samples * (inputs + 1) * sizeof(float), samples, extraGradients);
}
