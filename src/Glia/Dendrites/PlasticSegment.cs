using Glia.Random;

namespace Glia.Dendrites;

/// <summary>A segment whose synapses have permanences; those above a threshold are connected.</summary>
internal sealed class PlasticSegment
{
    private readonly ActiveDendriteOptions _options;
    private readonly int[] _cells;
    private readonly double[] _permanences;

    public PlasticSegment(Sdr pattern, ActiveDendriteOptions options, RandomStream random)
    {
        _options = options;
        _cells = pattern.Subsample(Math.Min(options.SynapsesPerSegment, pattern.ActiveCount), random).ActiveCells();
        _permanences = [.. _cells.Select(_ => options.InitialPermanence)];
    }

    /// <summary>The median of the permanences; 0 without synapses.</summary>
    public double MedianPermanence
    {
        get
        {
            var sorted = _permanences.Order().ToArray();
            return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Cells with a connected synapse.</summary>
    public Sdr Connected(int cells) => new(cells, [.. _cells.Where((_, i) => _permanences[i] >= _options.ConnectedPermanence)]);

    /// <summary>Changes permanences by whether their cells are active; they stay within 0 and 1.</summary>
    public void Change(Sdr pattern, double active, double inactive)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            _permanences[i] = Math.Clamp(_permanences[i] + (pattern[_cells[i]] ? active : inactive), 0, 1);
        }
    }
}
