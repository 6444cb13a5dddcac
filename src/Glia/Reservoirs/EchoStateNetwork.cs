using System.Numerics.Tensors;
using Glia.Formats;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A reservoir of leaky units with fixed random weights: x ← (1 − lr) x + lr f(W x + W_in u + b).</summary>
/// <remarks>Jaeger 2001, with the activation inside and the leak outside, as in ReservoirPy. Starts at x = 0. Thread-safe: no.</remarks>
public sealed class EchoStateNetwork : IReservoir, IStoredReservoir
{
    private readonly EchoStateOptions _options;
    private readonly RandomStream _noise;
    private readonly float[] _bias;
    private readonly float[] _state;
    private readonly float[] _drive;
    private readonly InputDrive _inputDrive;

    /// <summary>Draws the weights of a network.</summary>
    /// <param name="inputs">Input channels D, without those for feedback.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of weights, and of noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The drawn recurrent weights have no eigenvalue but 0, so that no factor gives them the spectral radius: connect more densely.</exception>
    public EchoStateNetwork(int inputs, EchoStateOptions? options, RandomStream random)
        : this(options = (options ?? new EchoStateOptions()).Validated(), Recurrent(options, random), InputWeights(inputs, options, random), random)
    {
    }

    /// <summary>Takes weights that are there already.</summary>
    /// <param name="options">Leak, bias, noise and activation; what concerns the drawing of weights is not used.</param>
    /// <param name="recurrent">W [N, N].</param>
    /// <param name="input">W_in [N, D].</param>
    /// <param name="random">Source of biases and noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public EchoStateNetwork(EchoStateOptions options, CompressedRows recurrent, CompressedRows input, RandomStream random)
        : this(options, recurrent, input, null, random)
    {
    }

    /// <summary>Takes weights and biases that are there already.</summary>
    /// <param name="options">Leak, noise and activation; what concerns the drawing of weights and biases is not used.</param>
    /// <param name="recurrent">W [N, N].</param>
    /// <param name="input">W_in [N, D].</param>
    /// <param name="bias">b, N numbers; drawn as the options say if null.</param>
    /// <param name="random">Source of noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public EchoStateNetwork(EchoStateOptions options, CompressedRows recurrent, CompressedRows input, IReadOnlyList<float>? bias, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(recurrent);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(random);
        if (recurrent.RowCount != recurrent.ColumnCount || input.RowCount != recurrent.RowCount || (bias is not null && bias.Count != recurrent.RowCount))
        {
            throw new ArgumentException($"Recurrent weights [{recurrent.RowCount}, {recurrent.ColumnCount}], input weights [{input.RowCount}, {input.ColumnCount}]{(bias is null ? "" : $" and {bias.Count} biases")} are not of one network.", nameof(input));
        }

        _options = options.Validated();
        (RecurrentWeights, InputMatrix) = (recurrent, input);
        _noise = random.Child("noise");
        var biases = random.Child("bias");
        _bias = bias is null ? [.. Enumerable.Range(0, recurrent.RowCount).Select(_ => (float)(_options.BiasScaling * Sign(biases)))] : [.. bias];
        (_state, _drive, _inputDrive) = (new float[Units], new float[Units], new InputDrive(input));
    }

    string IStoredReservoir.Kind => "echo-state";

    /// <inheritdoc/>
    public int Units => RecurrentWeights.RowCount;

    /// <summary>Input channels, those for feedback included; these are the last.</summary>
    public int Inputs => InputMatrix.ColumnCount;

    /// <summary>W [N, N].</summary>
    public CompressedRows RecurrentWeights { get; }

    /// <summary>W_in [N, D], with the feedback weights as its last columns.</summary>
    public CompressedRows InputMatrix { get; }

    /// <summary>b, N numbers.</summary>
    public ReadOnlySpan<float> Bias => _bias;

    /// <summary>The state x, N numbers.</summary>
    public ReadOnlySpan<float> State => _state;

    /// <inheritdoc/>
    public void Reset() => Array.Clear(_state);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Step(ReadOnlySpan<double> input)
    {
        RecurrentWeights.Multiply(_state, _drive);
        _inputDrive.AddTo(_drive, input);
        TensorPrimitives.Add<float>(_drive, _bias, _drive);
        if (_options.Activation == ReservoirActivation.Tanh)
        {
            TensorPrimitives.Tanh<float>(_drive, _drive);
        }

        TensorPrimitives.Lerp(_state, _drive, (float)_options.LeakRate, _state);
        if (_options.StateNoise > 0)
        {
            for (var unit = 0; unit < _state.Length; unit++)
            {
                _state[unit] += (float)(_options.StateNoise * _noise.NextGaussian());
            }
        }

        return _state;
    }

    void IStoredReservoir.Write(SafetensorsWriter writer)
    {
        StoredRows.Write(writer, "recurrent", RecurrentWeights);
        StoredRows.Write(writer, "input", InputMatrix);
        writer.Add("bias", _bias, Units);
        writer.Add("state", _state, Units);
        writer.Metadata["reservoir options"] = System.Text.Json.JsonSerializer.Serialize(_options);
        writer.Metadata["noise seed"] = FormattableString.Invariant($"{_noise.Seed}");
    }

    internal static EchoStateNetwork Read(SafetensorsFile file)
    {
        var random = new RandomStream(long.Parse(StoredRows.Note(file, "noise seed"), System.Globalization.CultureInfo.InvariantCulture), "loaded");
        var network = new EchoStateNetwork(StoredRows.Options<EchoStateOptions>(file), StoredRows.Read(file, "recurrent"), StoredRows.Read(file, "input"), StoredRows.Array<float>(file, "bias"), random);
        StoredRows.Numbers(file, "state", network.Units).CopyTo(network._state, 0);
        return network;
    }

    private static CompressedRows Recurrent(EchoStateOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var drawn = CompressedRows.Draw(options.Units, options.Units, options.Connectivity, stream => stream.NextGaussian(), random.Child("recurrent"));
        return SpectralRadius.Scale(drawn, options.SpectralRadius);
    }

    private static CompressedRows InputWeights(int inputs, EchoStateOptions options, RandomStream random)
    {
        var weights = CompressedRows.Draw(options.Units, inputs, options.InputConnectivity, stream => options.InputScaling * Sign(stream), random.Child("input"));
        return options.FeedbackChannels == 0 ? weights : weights.Beside(CompressedRows.Draw(
            options.Units, options.FeedbackChannels, options.FeedbackConnectivity, stream => options.FeedbackScaling * Sign(stream), random.Child("feedback")));
    }

    private static double Sign(RandomStream random) => random.NextDouble() < 0.5 ? -1 : 1;
}
