using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.SparseDendrites;

/// <summary>Options of the study; what is not listed here is the paper's own setting of a claim.</summary>
public sealed record SparseDendritesOptions : StudyOptions
{
    /// <summary>Comparisons of random segments with random patterns at each point of figure 4A; the paper made 10⁸.</summary>
    [Range(1, 1_000_000_000)]
    public int Comparisons { get; init; } = 2_000_000;

    /// <summary>Comparisons of segments with corrupted patterns at each noise of figure 4B.</summary>
    [Range(1, 1_000_000_000)]
    public int MissComparisons { get; init; } = 1_000_000;

    /// <summary>Fractions of the 128 active cells that move.</summary>
    public IReadOnlyList<double> Noise { get; init; } = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];

    /// <summary>Comparisons of shared segments with random patterns, for each number of patterns.</summary>
    [Range(1, 1_000_000_000)]
    public int SharedComparisons { get; init; } = 1_000_000;

    /// <summary>Numbers of patterns that share a segment, M.</summary>
    [Range(1, 200)]
    public IReadOnlyList<int> SharedPatterns { get; init; } = [1, 2, 5, 10, 20, 30, 40];

    /// <summary>Whether the number of active cells of several patterns is used as it is, as in the paper's scripts, or rounded.</summary>
    public bool Continuous { get; init; } = true;

    /// <summary>Populations n of the threshold grid.</summary>
    [Range(1, 10_000_000)]
    public IReadOnlyList<int> GridCells { get; init; } = [1000, 5000, 9000, 13_000, 17_000];

    /// <summary>Sparsities of the threshold grid: fractions of cells that are active.</summary>
    public IReadOnlyList<double> GridSparsities { get; init; } = [0.005, 0.01, 0.015, 0.02, 0.025, 0.03];

    /// <summary>Numbers of synapses s of the threshold grid.</summary>
    [Range(1, 10_000)]
    public IReadOnlyList<int> GridSynapses { get; init; } = [20, 25, 30, 35, 40, 45, 50];

    /// <summary>Numbers of patterns that a dendritic and a linear neuron store; 40 is judged.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> StoredPatterns { get; init; } = [20, 40];

    /// <summary>Random patterns that each neuron should refuse.</summary>
    [Range(1, 100_000_000)]
    public int Strangers { get; init; } = 1_000_000;

    /// <summary>Corrupted copies of stored patterns that each neuron should recognise.</summary>
    [Range(100, 100_000_000)]
    public int Copies { get; init; } = 20_000;

    /// <summary>MNIST images that are turned into sparse codes; at most the embedded 10,000.</summary>
    [Range(2, 10_000)]
    public int Images { get; init; } = 2000;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (var sparsity in GridSparsities.Where(sparsity => !(sparsity is >= 0 and < 1)))
        {
            yield return FormattableString.Invariant($"A sparsity must be a fraction, at least 0 and below 1; got {sparsity}. Was a count of {sparsity} active cells meant, or {sparsity} % ({sparsity / 100})?");
        }

        foreach (var noise in Noise.Where(noise => !(noise is >= 0 and <= 1)))
        {
            yield return FormattableString.Invariant($"A noise must be a fraction from 0 to 1; got {noise}. Was {noise} % ({noise / 100}) meant?");
        }

        foreach (var synapses in GridSynapses.Where(synapses => GridCells.Any(cells => synapses > cells)))
        {
            yield return FormattableString.Invariant($"A segment of {synapses} synapses needs at least as many cells; gridCells has {GridCells.Min()}.");
        }

        if (StoredPatterns.Count == 0 || SharedPatterns.Count == 0 || Noise.Count == 0 || GridCells.Count * GridSparsities.Count * GridSynapses.Count == 0)
        {
            yield return "No list may be empty.";
        }
    }
}
