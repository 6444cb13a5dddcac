using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>Draws the weights of an excitatory-inhibitory reservoir.</summary>
internal static class ExcitatoryInhibitoryWeights
{
    /// <summary>A_E and −A_I, side by side [N, N].</summary>
    public static CompressedRows Recurrent(ExcitatoryInhibitoryOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (connections, weights) = (random.Child("connections"), random.Child("weights"));
        var excitation = 1 / (options.Degree * options.ExcitatoryFraction);
        var inhibition = -(1 + options.BalanceShift) / (options.Degree * (1 - options.ExcitatoryFraction));
        var (starts, columns, values) = (new int[options.Units + 1], new List<int>(), new List<float>());
        for (var row = 0; row < options.Units; row++)
        {
            foreach (var column in options.InDegrees == InDegrees.Exact ? Exact(options, connections) : Poisson(options, connections))
            {
                columns.Add(column);
                var size = Math.Abs(1 + (options.WeightDeviation * weights.NextGaussian()));
                values.Add((float)(size * (column < options.ExcitatoryUnits ? excitation : inhibition)));
            }

            starts[row + 1] = columns.Count;
        }

        return new CompressedRows(options.Units, starts, [.. columns], [.. values]);
    }

    /// <summary>W_in [N, D]: all numbers are drawn, those of neurons without input are left out.</summary>
    public static CompressedRows Input(int inputs, ExcitatoryInhibitoryOptions options, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        var weights = random.Child("input");
        var chosen = random.Child("input neurons").Permutation(options.Units).Take((int)Math.Max(1, Math.Round(options.InputFraction * options.Units))).ToHashSet();
        var (starts, columns, values) = (new int[options.Units + 1], new List<int>(), new List<float>());
        for (var row = 0; row < options.Units; row++)
        {
            for (var column = 0; column < inputs; column++)
            {
                var weight = options.InputScaling * ((2 * weights.NextDouble()) - 1);
                if (chosen.Contains(row))
                {
                    columns.Add(column);
                    values.Add((float)weight);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new CompressedRows(inputs, starts, [.. columns], [.. values]);
    }

    /// <summary>Dale's law: a neuron excites or inhibits, but not both.</summary>
    /// <exception cref="ArgumentException">A weight has the wrong sign.</exception>
    public static void RequireSigns(CompressedRows recurrent, int excitatoryUnits)
    {
        for (var row = 0; row < recurrent.RowCount; row++)
        {
            var columns = recurrent.Columns(row);
            var values = recurrent.Values(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                if (!(columns[entry] < excitatoryUnits ? values[entry] >= 0 : values[entry] <= 0))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"The weight {values[entry]} from neuron {columns[entry]} to neuron {row} has the wrong sign: the first {excitatoryUnits} neurons excite, the others inhibit."), nameof(recurrent));
                }
            }
        }
    }

    private static List<int> Poisson(ExcitatoryInhibitoryOptions options, RandomStream random)
    {
        var columns = new List<int>();
        for (var column = 0; column < options.Units; column++)
        {
            if (random.NextDouble() * options.Units < options.Degree)
            {
                columns.Add(column);
            }
        }

        return columns;
    }

    private static IEnumerable<int> Exact(ExcitatoryInhibitoryOptions options, RandomStream random)
    {
        var excitatory = (int)Math.Round(options.Degree * options.ExcitatoryFraction);
        var inhibitory = (int)Math.Round(options.Degree * (1 - options.ExcitatoryFraction));
        var (first, rest) = (options.ExcitatoryUnits, options.Units - options.ExcitatoryUnits);
        return random.Permutation(first).Take(excitatory).Order().Concat(random.Permutation(rest).Take(inhibitory).Order().Select(column => first + column));
    }
}
