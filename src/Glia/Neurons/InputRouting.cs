using Glia.Random;

namespace Glia.Neurons;

/// <summary>Which input each synapse of a branching neuron reads, branch after branch; −1 where a synapse reads nothing.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Branches">Number of branches.</param>
/// <param name="SynapsesPerBranch">Synapses of each branch.</param>
/// <param name="Sources">[branches · synapses per branch], each −1 or an input.</param>
public sealed record InputRouting(int Inputs, int Branches, int SynapsesPerBranch, IReadOnlyList<int> Sources)
{
    /// <summary>One synapse an input, each a branch of its own.</summary>
    public static InputRouting Direct(int inputs) => new(inputs, inputs, 1, [.. Enumerable.Range(0, Positive(inputs, nameof(inputs)))]);

    /// <summary>Overlapping windows over the inputs in the order e₀, i₀, e₁, i₁, …, where the first half of the inputs is excitatory and the second inhibitory: a segment's synapses lie side by side.</summary>
    /// <remarks>Branch b takes the places b·s … b·s + n − 1, s = ⌈inputs/branches⌉; places past the end read nothing.</remarks>
    /// <exception cref="ArgumentException">The number of inputs is odd.</exception>
    public static InputRouting Interleaved(int inputs, int branches, int synapsesPerBranch)
    {
        if (inputs % 2 != 0)
        {
            throw new ArgumentException($"Interleaved routing takes as many excitatory as inhibitory inputs; {inputs} is odd.", nameof(inputs));
        }

        return Windows(inputs, branches, synapsesPerBranch, place => ((place % 2) * (inputs / 2)) + (place / 2));
    }

    /// <summary>Overlapping windows over the inputs in their own order.</summary>
    public static InputRouting OverlappingWindows(int inputs, int branches, int synapsesPerBranch) => Windows(inputs, branches, synapsesPerBranch, place => place);

    /// <summary>Every synapse reads an input drawn uniformly, with replacement.</summary>
    public static InputRouting Drawn(RandomStream random, int inputs, int branches, int synapsesPerBranch)
    {
        ArgumentNullException.ThrowIfNull(random);
        var sources = new int[checked(Positive(branches, nameof(branches)) * Positive(synapsesPerBranch, nameof(synapsesPerBranch)))];
        foreach (ref var source in sources.AsSpan())
        {
            source = random.NextInt(inputs);
        }

        return new(inputs, branches, synapsesPerBranch, sources);
    }

    private static InputRouting Windows(int inputs, int branches, int synapsesPerBranch, Func<int, int> inputAt)
    {
        var stride = (Positive(inputs, nameof(inputs)) + Positive(branches, nameof(branches)) - 1) / branches;
        var sources = new int[checked(branches * Positive(synapsesPerBranch, nameof(synapsesPerBranch)))];
        for (var synapse = 0; synapse < sources.Length; synapse++)
        {
            var place = (synapse / synapsesPerBranch * stride) + (synapse % synapsesPerBranch);
            sources[synapse] = place < inputs ? inputAt(place) : -1;
        }

        return new(inputs, branches, synapsesPerBranch, sources);
    }

    private static int Positive(int value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"InputRouting: {name} must be greater than 0.");
}
