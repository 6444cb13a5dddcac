namespace Glia.Reservoirs;

/// <summary>The equation of an excitatory-inhibitory reservoir in double precision, with weights that may change from step to step.</summary>
internal sealed class RateDynamics
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly int[] _inhibitory;
    private readonly double[] _before;
    private readonly CompressedRows _input;
    private readonly double _leak;

    public RateDynamics(ExcitatoryInhibitoryReservoir reservoir)
    {
        var rows = reservoir.RecurrentWeights;
        (_input, _leak) = (reservoir.InputMatrix, reservoir.Options.Leak);
        (_starts, _inhibitory) = (new int[rows.RowCount + 1], new int[rows.RowCount]);
        (_columns, Weights) = (new int[rows.EntryCount], new double[rows.EntryCount]);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var columns = rows.Columns(row);
            var values = rows.Values(row);
            _starts[row + 1] = _starts[row] + columns.Length;
            columns.CopyTo(_columns.AsSpan(_starts[row]));
            for (var entry = 0; entry < values.Length; entry++)
            {
                Weights[_starts[row] + entry] = values[entry];
            }

            // Columns ascend, and excitatory neurons come first.
            var found = columns.BinarySearch(reservoir.ExcitatoryUnits);
            _inhibitory[row] = _starts[row] + (found < 0 ? ~found : found);
        }

        Slopes = Array.ConvertAll(reservoir.Slopes.ToArray(), value => (double)value);
        Offsets = Array.ConvertAll(reservoir.Offsets.ToArray(), value => (double)value);
        (Potentials, _before) = (new double[rows.RowCount], new double[rows.RowCount]);
        Rates = Array.ConvertAll(Offsets, offset => 1 / (1 + Math.Exp(-offset)));
    }

    /// <summary>Signed weights, row by row.</summary>
    public double[] Weights { get; }

    public double[] Slopes { get; }

    public double[] Offsets { get; }

    public double[] Potentials { get; }

    public double[] Rates { get; }

    /// <summary>Where a neuron's inhibitory weights are among all.</summary>
    public Range Inhibitory(int neuron) => _inhibitory[neuron].._starts[neuron + 1];

    /// <summary>Which neuron a weight comes from.</summary>
    public int Source(int entry) => _columns[entry];

    public void Step(ReadOnlySpan<double> input)
    {
        Rates.CopyTo(_before, 0);
        for (var row = 0; row < Rates.Length; row++)
        {
            var drive = _leak * Potentials[row];
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                drive += Weights[entry] * _before[_columns[entry]];
            }

            var columns = _input.Columns(row);
            var values = _input.Values(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                drive += values[entry] * input[columns[entry]];
            }

            Potentials[row] = drive;
            Rates[row] = 1 / (1 + Math.Exp(-((Slopes[row] * drive) + Offsets[row])));
        }
    }

    /// <summary>The weights as they are now.</summary>
    public CompressedRows ToRows() => new(Rates.Length, _starts, _columns, Array.ConvertAll(Weights, weight => (float)weight));
}
