namespace Glia.Reservoirs;

/// <summary>Chooses a ridge penalty by the error on parts of the data that were left out.</summary>
public static class CrossValidatedRidge
{
    /// <summary>The penalty with the least mean squared error over parts that were left out one by one, relative to each output's variance; and the readout with it from all parts.</summary>
    /// <param name="parts">Two or more stretches of data; whole stretches, since neighbouring steps know each other.</param>
    /// <param name="penalties">The penalties to choose from.</param>
    /// <exception cref="ArgumentException">There are fewer than two parts or no penalties.</exception>
    public static (LinearReadout Readout, double Penalty) Fit(IReadOnlyList<RidgeRegression> parts, IReadOnlyList<double> penalties)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(penalties);
        if (parts.Count < 2 || penalties.Count == 0)
        {
            throw new ArgumentException($"Cross-validation needs two parts or more and a penalty; got {parts.Count} parts and {penalties.Count} penalties.", nameof(parts));
        }

        var errors = new double[penalties.Count];
        foreach (var left in parts)
        {
            using var others = Sum(parts.Where(part => part != left));
            var variances = left.MeanSquaredError(others.MeanReadout());
            for (var index = 0; index < errors.Length; index++)
            {
                errors[index] += left.MeanSquaredError(others.Solve(penalties[index])).Zip(variances, (error, variance) => variance > 0 ? error / variance : 0).Average() * left.Steps;
            }
        }

        using var all = Sum(parts);
        var best = penalties[Array.IndexOf(errors, errors.Min())];
        return (all.Solve(best), best);
    }

    private static RidgeRegression Sum(IEnumerable<RidgeRegression> parts)
    {
        RidgeRegression? sum = null;
        foreach (var part in parts)
        {
            sum ??= new RidgeRegression(part.Features, part.Outputs);
            sum.Add(part);
        }

        return sum!;
    }
}
