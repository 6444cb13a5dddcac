using Glia.Random;

namespace Glia.Simulation.Connections;

/// <summary>Pairs are connected with a probability that depends on their distance, and so may their delay.</summary>
/// <param name="SourcePositions">Positions of the sources.</param>
/// <param name="TargetPositions">Positions of the targets.</param>
/// <param name="Probability">Probability, 0 to 1, of a connection over a distance.</param>
public sealed record DistanceDependent(CellPositions SourcePositions, CellPositions TargetPositions, Func<double, double> Probability) : ConnectionRule
{
    /// <summary>Delay in steps, 1 to 255, over a distance; null: the projection's.</summary>
    public Func<double, int>? Delay { get; init; }

    /// <summary>Side of the square whose opposite edges are one, greater than 0; null (the default): a plane with edges.</summary>
    public double? Period { get; init; }

    /// <summary>p₀ exp(−d²/(2σ²)): a rule of Gaussian reach.</summary>
    public static Func<double, double> Gaussian(double peak, double sigma) => distance => peak * Math.Exp(-distance * distance / (2 * sigma * sigma));

    internal override ConnectionRows Draw(ConnectionPlace place, RandomStream random)
    {
        Check(SourcePositions, "sources", place.Sources);
        Check(TargetPositions, "targets", place.Targets);
        if (Period is { } period && !(period > 0 && double.IsFinite(period)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The period of a plane must be greater than 0; got {period}."));
        }

        var (rows, delays) = (new RowBuilder(place.Sources), Delay is null ? null : new List<int>());
        for (var source = 0; source < place.Sources; source++)
        {
            for (var target = 0; target < place.Targets; target++)
            {
                var distance = double.Hypot(Along(SourcePositions.X[source] - TargetPositions.X[target]), Along(SourcePositions.Y[source] - TargetPositions.Y[target]));
                var probability = Probability(distance);
                if (probability is not (>= 0 and <= 1))
                {
                    throw new ArgumentException(FormattableString.Invariant($"The probability of a connection from source {source} to target {target} over a distance of {distance} is {probability}; expected 0 to 1."));
                }

                // The number is drawn for every pair, so that what one pair becomes does not depend on the rule for others.
                if (random.NextDouble() < probability && (AllowSelf || !place.IsSelf(source, target)))
                {
                    rows.Add(target);
                    delays?.Add(Delay!(distance));
                }
            }

            rows.EndRow(source);
        }

        return rows.Build() with { Delays = delays?.ToArray() };
    }

    private double Along(double difference) => Period is { } period ? difference - (period * Math.Round(difference / period)) : difference;

    private static void Check(CellPositions positions, string what, int count)
    {
        if (positions.X.Count != count || positions.Y.Count != count || positions.X.Concat(positions.Y).Any(place => !double.IsFinite(place)))
        {
            throw new ArgumentException($"{count} {what} need as many finite positions; got {positions.X.Count} x and {positions.Y.Count} y.");
        }
    }
}
