using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Every pair of cells is connected with one probability, independently of all others.</summary>
/// <param name="Probability">0 to 1.</param>
public sealed record FixedProbability(double Probability) : ConnectionRule
{
    // Below it, ln(1 − p) loses digits that −p has.
    private const double SmallProbability = 1e-9;

    internal override ConnectionRows Draw(ConnectionPlace place, RandomStream random)
    {
        if (Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"The probability of a connection must be from 0 to 1; got {Probability}."));
        }

        // The number of pairs that are passed over to the next connection is geometric: one random number a connection, not one a pair.
        var rows = new RowBuilder(place.Sources);
        var scale = 1 / (Probability < SmallProbability ? -Probability : Math.Log(1 - Probability));
        for (var source = 0; source < place.Sources; source++)
        {
            for (long target = Gap(random, scale); target < place.Targets; target += 1 + Gap(random, scale))
            {
                if (AllowSelf || !place.IsSelf(source, (int)target))
                {
                    rows.Add((int)target);
                }
            }

            rows.EndRow(source);
        }

        return rows.Build();
    }

    // A probability of 1 makes the scale −0 and all gaps 0; one of 0 makes it −∞ and all gaps endless.
    private static long Gap(RandomStream random, double scale)
    {
        var gap = Math.Log(1 - random.NextDouble()) * scale;
        return gap < int.MaxValue ? (long)gap : int.MaxValue;
    }
}
