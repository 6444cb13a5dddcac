namespace Glia.Reservoirs;

/// <summary>A reservoir whose inhibition was set neuron by neuron.</summary>
/// <param name="Reservoir">The reservoir, at its start.</param>
/// <param name="Factors">Ω: by what each neuron's incoming inhibition was multiplied in sum; 1 where there is none.</param>
/// <param name="Clamped">Neurons that want less inhibition than none, or were without any for more than half of the last stage: their targets cannot be reached by inhibition alone.</param>
/// <param name="Unconnected">Neurons without inhibitory input, which cannot be balanced.</param>
/// <param name="InputWarnings">What may be wrong with the input or the constants; empty if nothing.</param>
public sealed record InhibitionResult(
    ExcitatoryInhibitoryReservoir Reservoir, IReadOnlyList<double> Factors, IReadOnlyList<int> Clamped, IReadOnlyList<int> Unconnected, IReadOnlyList<string> InputWarnings)
{
    /// <summary>Mean rate of each neuron over the second half of the last stage, while weights still moved; empty for the one-step design. Once weights are fixed, rates of steep sigmoids drift a little.</summary>
    public IReadOnlyList<double> FinalRates { get; init; } = [];

    /// <summary>All that a user should know before relying on the balance, one sentence each.</summary>
    public IEnumerable<string> Warnings =>
    [
        .. Unconnected.Count == 0 ? Array.Empty<string>() : [$"neuron{(Unconnected.Count == 1 ? "" : "s")} {Listed(Unconnected)} {(Unconnected.Count == 1 ? "has" : "have")} excitation only: cannot be balanced"],
        .. Clamped.Count == 0 ? Array.Empty<string>() : [$"neuron{(Clamped.Count == 1 ? "" : "s")} {Listed(Clamped)} cannot reach the target rate by inhibition alone"],
        .. InputWarnings,
    ];

    private static string Listed(IReadOnlyList<int> neurons) => string.Join(", ", neurons.Take(5)) + (neurons.Count > 5 ? $" and {neurons.Count - 5} more" : "");
}
