using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Recurrent;

/// <summary>Long short-term memory with a linear readout; the recurrence is one fused pass over time, forward and backward.</summary>
/// <remarks>
/// <para>i, f, o = σ(W x + R h + b), g = tanh(…); c = f c + i g; h = o tanh(c); y = V h + a. Hochreiter, Schmidhuber 1997, with forget gates. One bias a gate, where PyTorch has two
/// that are summed. Rows of W, R and b: input gate, forget gate, candidate, output gate.</para>
/// <para>4 H (inputs + H + 1) + (H + 1) outputs parameters. Starts at rest. Work inside a dispose scope. Thread-safe if parameters do not change meanwhile.</para>
/// </remarks>
public sealed class LongShortTermMemory : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _inputWeight;
    private readonly Parameter _recurrentWeight;
    private readonly Parameter _bias;
    private readonly Parameter _outputWeight;
    private readonly Parameter _outputBias;

    /// <summary>Makes a network with PyTorch's default initial weights, or chrono biases.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="random">Stream of the initial weights; its children are read.</param>
    /// <param name="type">Single or double precision. Default single.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public LongShortTermMemory(LongShortTermMemoryOptions options, RandomStream random, ScalarType type = ScalarType.Float32)
        : base(nameof(LongShortTermMemory))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Options = options.Validated();
        Libtorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var (hidden, bound) = (options.Hidden, 1 / Math.Sqrt(options.Hidden));
        Parameter Drawn(string name, params long[] shape) => Owned(TensorInitialization.Uniform(random.Child(name), shape, -bound, bound).to_type(type));
        _inputWeight = Drawn("input", 4 * hidden, options.Inputs);
        _recurrentWeight = Drawn("recurrent", 4 * hidden, hidden);
        _bias = options.ChronoSteps is { } longest ? Owned(tensor(ChronoBiases(random.Child("chrono"), hidden, longest), type)) : Drawn("bias", 4 * hidden);
        _outputWeight = Owned(TensorInitialization.LinearWeight(random.Child("output/weight"), options.Outputs, hidden).to_type(type));
        _outputBias = Owned(TensorInitialization.LinearBias(random.Child("output/bias"), options.Outputs, hidden).to_type(type));
        RegisterComponents();
    }

    /// <summary>Sizes.</summary>
    public LongShortTermMemoryOptions Options { get; }

    /// <summary>Number of learned numbers.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Runs a sequence from rest.</summary>
    /// <param name="inputs">[T, B, inputs].</param>
    /// <returns>[T, B, outputs].</returns>
    /// <exception cref="ArgumentException">The input has another shape or precision.</exception>
    public override Tensor forward(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.shape is not [var steps, var batch, var count] || count != Options.Inputs || inputs.dtype != _bias.dtype)
        {
            throw new ArgumentException(
                $"A long short-term memory of {Options.Inputs} inputs takes {_bias.dtype} [T, B, {Options.Inputs}]; got {inputs.dtype} [{string.Join(", ", inputs.shape)}].", nameof(inputs));
        }

        using var scope = NewDisposeScope();
        var drive = inputs.reshape(-1, count).mm(_inputWeight.t()).Plus(_bias).reshape(steps, batch, -1);
        var hidden = is_grad_enabled() && (drive.requires_grad || _recurrentWeight.requires_grad)
            ? LongShortTermMemoryFunction.apply(drive, _recurrentWeight)
            : LongShortTermMemoryFunction.Run(drive, _recurrentWeight);
        return hidden.reshape(-1, Options.Hidden).mm(_outputWeight.t()).Plus(_outputBias).reshape(steps, batch, -1).MoveToOuterDisposeScope();
    }

    private static double[] ChronoBiases(RandomStream random, int hidden, double longest)
    {
        var biases = new double[4 * hidden];
        for (var unit = 0; unit < hidden; unit++)
        {
            var forget = Math.Log(1 + ((longest - 2) * random.NextDouble()));
            (biases[unit], biases[hidden + unit]) = (-forget, forget);
        }

        return biases;
    }

    private static Parameter Owned(Tensor tensor) => new(tensor.DetachFromDisposeScope());
}
