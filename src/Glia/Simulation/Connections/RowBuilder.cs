namespace Glia.Simulation.Connections;

/// <summary>Gathers connections row by row.</summary>
internal sealed class RowBuilder(int sources)
{
    private readonly int[] _starts = new int[sources + 1];
    private int[] _targets = new int[1024];
    private int _count;

    /// <summary>Adds a connection to the row that is being made.</summary>
    /// <exception cref="ArgumentException">There are more than an array can hold.</exception>
    public void Add(int target)
    {
        if (_count == _targets.Length)
        {
            Array.Resize(ref _targets, _count < Array.MaxLength / 2 ? 2 * _count : _count < Array.MaxLength ? Array.MaxLength
                : throw new ArgumentException($"A projection can have {Array.MaxLength} synapses at most. Make several, of a part of the sources each."));
        }

        _targets[_count++] = target;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow(int row) => _starts[row + 1] = _count;

    /// <summary>All rows.</summary>
    public ConnectionRows Build() => new(_starts, _targets.AsSpan(0, _count).ToArray());
}
