using System.Numerics.Tensors;
using Glia.Formats;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A reservoir of excitatory and inhibitory rate neurons: V ← A_E r_E − A_I r_I + W_in u + leak V, r = 1/(1 + exp(−(a V + b))).</summary>
/// <remarks>
/// Srinivasan, Plenz and Girvan 2025, equation 1, with a = c and b = −c θ for all neurons at first. Excitatory neurons come first; each row sums to 1 over excitatory and to
/// 1 + β over inhibitory inputs where a neuron has the mean number of either. Weights never change: what adapts them returns another reservoir. Starts at V = 0. Thread-safe: no.
/// </remarks>
public sealed class ExcitatoryInhibitoryReservoir : IReservoir, IStoredReservoir
{
    private readonly float[] _slopes;
    private readonly float[] _offsets;
    private readonly float[] _potentials;
    private readonly float[] _rates;
    private readonly float[] _drive;
    private readonly InputDrive _inputDrive;

    /// <summary>Draws the weights of a reservoir.</summary>
    /// <param name="inputs">Input channels D.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of connections and weights; the same stream gives the same draws whatever balance, slope and input scaling are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ExcitatoryInhibitoryReservoir(int inputs, ExcitatoryInhibitoryOptions? options, RandomStream random)
        : this(options = (options ?? new ExcitatoryInhibitoryOptions()).Validated(), ExcitatoryInhibitoryWeights.Recurrent(options, random), ExcitatoryInhibitoryWeights.Input(inputs, options, random))
    {
    }

    /// <summary>Takes weights that are there already.</summary>
    /// <param name="options">Number of neurons and excitatory fraction, slope, threshold and leak; what concerns the drawing of weights is not used.</param>
    /// <param name="recurrent">[N, N]: columns of excitatory neurons 0 or more, of inhibitory ones 0 or less.</param>
    /// <param name="input">W_in [N, D].</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit, or a weight has the wrong sign for its neuron.</exception>
    public ExcitatoryInhibitoryReservoir(ExcitatoryInhibitoryOptions options, CompressedRows recurrent, CompressedRows input)
        : this(options, recurrent, input, null, null)
    {
    }

    private ExcitatoryInhibitoryReservoir(ExcitatoryInhibitoryOptions options, CompressedRows recurrent, CompressedRows input, float[]? slopes, float[]? offsets)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(recurrent);
        ArgumentNullException.ThrowIfNull(input);
        Options = options.Validated();
        var units = options.Units;
        if ((recurrent.RowCount, recurrent.ColumnCount, input.RowCount) != (units, units, units))
        {
            throw new ArgumentException($"Recurrent weights [{recurrent.RowCount}, {recurrent.ColumnCount}] and input weights [{input.RowCount}, {input.ColumnCount}] are not of a reservoir of {units} neurons.", nameof(recurrent));
        }

        ExcitatoryUnits = options.ExcitatoryUnits;
        ExcitatoryInhibitoryWeights.RequireSigns(recurrent, ExcitatoryUnits);
        (RecurrentWeights, InputMatrix) = (recurrent, input);
        _slopes = slopes ?? Filled(units, options.SigmoidSlope);
        _offsets = offsets ?? Filled(units, -options.SigmoidSlope * options.Threshold);
        (_potentials, _rates, _drive, _inputDrive) = (new float[units], new float[units], new float[units], new InputDrive(input));
        Reset();
    }

    /// <summary>The constants that the reservoir was made with.</summary>
    public ExcitatoryInhibitoryOptions Options { get; }

    /// <inheritdoc/>
    public int Units => RecurrentWeights.RowCount;

    /// <inheritdoc/>
    public int Inputs => InputMatrix.ColumnCount;

    /// <summary>Number of excitatory neurons, N_E; they are the first.</summary>
    public int ExcitatoryUnits { get; }

    /// <summary>The recurrent weights [N, N]: A_E in the first N_E columns, −A_I in the others.</summary>
    public CompressedRows RecurrentWeights { get; }

    /// <summary>W_in [N, D].</summary>
    public CompressedRows InputMatrix { get; }

    /// <summary>a: the slope of each neuron's sigmoid, N numbers.</summary>
    public ReadOnlySpan<float> Slopes => _slopes;

    /// <summary>b: what is added within each neuron's sigmoid, N numbers.</summary>
    public ReadOnlySpan<float> Offsets => _offsets;

    /// <summary>The rates r, N numbers between 0 and 1.</summary>
    public ReadOnlySpan<float> Rates => _rates;

    string IStoredReservoir.Kind => "excitatory-inhibitory";

    /// <summary>The same reservoir with other recurrent weights, at its start.</summary>
    /// <exception cref="ArgumentException">The size differs, or a weight has the wrong sign for its neuron.</exception>
    public ExcitatoryInhibitoryReservoir WithRecurrentWeights(CompressedRows recurrent) => new(Options, recurrent, InputMatrix, _slopes, _offsets);

    /// <summary>The same reservoir with each neuron's incoming inhibition times a factor, at its start.</summary>
    /// <param name="factors">N numbers, 0 or more.</param>
    /// <exception cref="ArgumentException">There are not N factors, or one is negative or not finite.</exception>
    public ExcitatoryInhibitoryReservoir ScaleInhibition(IReadOnlyList<double> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        if (factors.Count != Units || factors.Any(factor => !(factor >= 0) || double.IsInfinity(factor)))
        {
            throw new ArgumentException($"The incoming inhibition of {Units} neurons needs as many factors of 0 or more; got {factors.Count}, the least {(factors.Count == 0 ? double.NaN : factors.Min())}.", nameof(factors));
        }

        return WithRecurrentWeights(RecurrentWeights.Map((row, column, value) => column < ExcitatoryUnits ? value : (float)(value * factors[row])));
    }

    /// <summary>The same reservoir with other sigmoids, at its start.</summary>
    /// <param name="slopes">a, N numbers.</param>
    /// <param name="offsets">b, N numbers.</param>
    /// <exception cref="ArgumentException">There are not N of each, or one is not finite.</exception>
    public ExcitatoryInhibitoryReservoir WithSigmoids(IReadOnlyList<double> slopes, IReadOnlyList<double> offsets)
    {
        ArgumentNullException.ThrowIfNull(slopes);
        ArgumentNullException.ThrowIfNull(offsets);
        if (slopes.Count != Units || offsets.Count != Units || !slopes.Concat(offsets).All(double.IsFinite))
        {
            throw new ArgumentException($"The sigmoids of {Units} neurons need as many finite slopes and offsets; got {slopes.Count} and {offsets.Count}.", nameof(slopes));
        }

        return new(Options, RecurrentWeights, InputMatrix, [.. slopes.Select(slope => (float)slope)], [.. offsets.Select(offset => (float)offset)]);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_potentials);
        TensorPrimitives.Sigmoid<float>(_offsets, _rates);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Step(ReadOnlySpan<double> input)
    {
        RecurrentWeights.Multiply(_rates, _drive);
        _inputDrive.AddTo(_drive, input);
        TensorPrimitives.MultiplyAdd(_potentials, (float)Options.Leak, _drive, _potentials);
        TensorPrimitives.MultiplyAdd<float>(_potentials, _slopes, _offsets, _rates);
        TensorPrimitives.Sigmoid<float>(_rates, _rates);
        return _rates;
    }

    void IStoredReservoir.Write(SafetensorsWriter writer)
    {
        StoredRows.Write(writer, "recurrent", RecurrentWeights);
        StoredRows.Write(writer, "input", InputMatrix);
        writer.Add("slopes", _slopes, Units);
        writer.Add("offsets", _offsets, Units);
        writer.Add("potentials", _potentials, Units);
        writer.Add("rates", _rates, Units);
        writer.Metadata["reservoir options"] = System.Text.Json.JsonSerializer.Serialize(Options);
    }

    internal static ExcitatoryInhibitoryReservoir Read(SafetensorsFile file)
    {
        var options = StoredRows.Options<ExcitatoryInhibitoryOptions>(file);
        var reservoir = new ExcitatoryInhibitoryReservoir(options, StoredRows.Read(file, "recurrent"), StoredRows.Read(file, "input"),
            StoredRows.Numbers(file, "slopes", options.Units), StoredRows.Numbers(file, "offsets", options.Units));
        StoredRows.Numbers(file, "potentials", options.Units).CopyTo(reservoir._potentials, 0);
        StoredRows.Numbers(file, "rates", options.Units).CopyTo(reservoir._rates, 0);
        return reservoir;
    }

    private static float[] Filled(int count, double value)
    {
        var values = new float[count];
        Array.Fill(values, (float)value);
        return values;
    }
}
