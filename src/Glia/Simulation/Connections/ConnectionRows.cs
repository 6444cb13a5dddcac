namespace Glia.Simulation.Connections;

/// <summary>Connections in compressed rows by source; targets ascend within a row and may repeat.</summary>
/// <remarks>Not <see cref="Reservoirs.CompressedRows"/>: that holds one float for each entry, and each entry once; here weights may be one number for all, of double precision, or change, and entries have delays.</remarks>
/// <param name="Starts">Where each row begins, and at the end the number of connections.</param>
/// <param name="Targets">Target of each connection.</param>
internal sealed record ConnectionRows(int[] Starts, int[] Targets)
{
    /// <summary>Weight of each connection, or null where the rule says nothing of weights.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Delay of each connection in steps, or null where the rule says nothing of delays.</summary>
    public int[]? Delays { get; init; }

    /// <summary>Sorts connections that are ordered by target into rows.</summary>
    public static ConnectionRows OfColumns(int sourceCount, int[] sources, Func<int, int> targetOf)
    {
        var (starts, targets) = (new int[sourceCount + 1], new int[sources.Length]);
        foreach (var source in sources)
        {
            starts[source + 1]++;
        }

        for (var row = 0; row < sourceCount; row++)
        {
            starts[row + 1] += starts[row];
        }

        var next = starts.AsSpan(0, sourceCount).ToArray();
        for (var i = 0; i < sources.Length; i++)
        {
            targets[next[sources[i]]++] = targetOf(i);
        }

        return new ConnectionRows(starts, targets);
    }
}
