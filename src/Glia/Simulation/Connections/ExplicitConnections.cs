using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Connections that are listed one by one; a pair may be listed more than once.</summary>
/// <param name="Sources">Source of each connection, counted within the projection's sources.</param>
/// <param name="Targets">Target of each, counted within the projection's targets.</param>
public sealed record ExplicitConnections(IReadOnlyList<int> Sources, IReadOnlyList<int> Targets) : ConnectionRule
{
    /// <summary>Weight of each; null: the projection's.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Delay of each in steps, 1 to 255; null: the projection's.</summary>
    public IReadOnlyList<int>? Delays { get; init; }

    internal override ConnectionRows Draw(ConnectionPlace place, RandomStream random)
    {
        var count = Sources.Count;
        if (Targets.Count != count || (Weights?.Count ?? count) != count || (Delays?.Count ?? count) != count)
        {
            throw new ArgumentException($"A list of {count} sources needs as many targets, weights and delays; got {Targets.Count} targets, {Weights?.Count.ToString() ?? "no"} weights and {Delays?.Count.ToString() ?? "no"} delays.");
        }

        for (var i = 0; i < count; i++)
        {
            Check("source", i, Sources[i], place.Sources);
            Check("target", i, Targets[i], place.Targets);
            if (!AllowSelf && place.IsSelf(Sources[i], Targets[i]))
            {
                throw new ArgumentException($"Connection {i} is of a cell to itself, which AllowSelf = false forbids.");
            }
        }

        var order = Enumerable.Range(0, count).OrderBy(i => Sources[i]).ThenBy(i => Targets[i]).ToArray();
        var starts = new int[place.Sources + 1];
        foreach (var source in Sources)
        {
            starts[source + 1]++;
        }

        for (var row = 0; row < place.Sources; row++)
        {
            starts[row + 1] += starts[row];
        }

        return new ConnectionRows(starts, Array.ConvertAll(order, i => Targets[i]))
        {
            Weights = Weights is null ? null : Array.ConvertAll(order, i => Weights[i]),
            Delays = Delays is null ? null : Array.ConvertAll(order, i => Delays[i]),
        };
    }

    private static void Check(string what, int connection, int cell, int count)
    {
        if ((uint)cell >= (uint)count)
        {
            throw new ArgumentException($"Connection {connection} has the {what} {cell}; expected 0 to {count - 1}.");
        }
    }
}
