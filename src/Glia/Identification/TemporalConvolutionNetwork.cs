using Glia.Neurons;
using Glia.Neurons.Kernels;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Identification;

/// <summary>Temporal convolution network: causal convolutions over time with a ReLU after each, and a linear readout in every step.</summary>
/// <remarks>
/// <para>h₀ = x; hₗ[t] = relu(bₗ + Σₖ Wₗ[k] hₗ₋₁[t − k]), k from 0 to kernel − 1; y[t] = W h[t] + b. What lies before the first step is 0.</para>
/// <para>The model that NeuronIO was first fitted with (Beniaguev, Segev, London: "Single cortical neurons as deep artificial neural networks", Neuron 2021), there with seven layers of 128 channels.
/// A convolution is one matrix product over all steps and a sum of shifted rows; spikes go through the first one each at a time.</para>
/// <para>Work inside a dispose scope. Thread-safe if parameters do not change meanwhile.</para>
/// </remarks>
public sealed class TemporalConvolutionNetwork : nn.Module<Tensor, Tensor>
{
    private const double GreatestSparseShare = 0.15;
    private readonly Parameter[] _weights;
    private readonly Parameter[] _biases;
    private readonly Parameter _outputWeight;
    private readonly Parameter _outputBias;

    /// <summary>Makes a network with PyTorch's default initial weights.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="random">Stream of the initial weights; its children are read.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public TemporalConvolutionNetwork(TemporalConvolutionNetworkOptions options, RandomStream random)
        : base(nameof(TemporalConvolutionNetwork))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Options = options.Validated();
        Libtorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        (_weights, _biases) = (new Parameter[options.Layers], new Parameter[options.Layers]);
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var inputs = layer == 0 ? options.Inputs : options.Channels;
            var fan = (long)inputs * options.Kernel;

            // [inputs, kernel · channels]: column k·channels + c is what input i gives to channel c, k steps later.
            var weight = TensorInitialization.LinearWeight(random.Child($"weight/{layer}"), options.Channels, fan).reshape(options.Channels, inputs, options.Kernel).permute(1, 2, 0).reshape(inputs, -1);
            register_parameter($"weight{layer}", _weights[layer] = new Parameter(weight.contiguous().DetachFromDisposeScope()));
            register_parameter($"bias{layer}", _biases[layer] = new Parameter(TensorInitialization.LinearBias(random.Child($"bias/{layer}"), options.Channels, fan).DetachFromDisposeScope()));
        }

        _outputWeight = new Parameter(TensorInitialization.LinearWeight(random.Child("output/weight"), options.Outputs, options.Channels).DetachFromDisposeScope());
        _outputBias = new Parameter(TensorInitialization.LinearBias(random.Child("output/bias"), options.Outputs, options.Channels).DetachFromDisposeScope());
        RegisterComponents();
    }

    /// <summary>Sizes.</summary>
    public TemporalConvolutionNetworkOptions Options { get; }

    /// <summary>Number of learned numbers.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Runs a sequence.</summary>
    /// <param name="inputs">[T, B, inputs], single precision.</param>
    /// <returns>[T, B, outputs].</returns>
    /// <exception cref="ArgumentException">The input has another shape or precision.</exception>
    public override Tensor forward(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.shape is not [var steps, var batch, var count] || count != Options.Inputs || inputs.dtype != ScalarType.Float32)
        {
            throw new ArgumentException($"This network takes {ScalarType.Float32} [T, B, {Options.Inputs}]; got {inputs.dtype} [{string.Join(", ", inputs.shape)}].", nameof(inputs));
        }

        using var scope = NewDisposeScope();
        var rows = inputs.reshape(-1, count);
        for (var layer = 0; layer < Options.Layers; layer++)
        {
            var products = Product(rows, _weights[layer], layer == 0 && !inputs.requires_grad ? Spikes(rows) : null).reshape(steps, batch, Options.Kernel, Options.Channels);
            rows = CausalSumFunction.apply(products).reshape(-1, Options.Channels).Plus(_biases[layer]).relu();
        }

        return rows.mm(_outputWeight.t()).Plus(_outputBias).reshape(steps, batch, -1).MoveToOuterDisposeScope();
    }

    private static Tensor Product(Tensor rows, Tensor weight, SparseRows<float>? spikes) => spikes is null ? rows.mm(weight) : SparseProductFunction<float>.apply(weight, spikes);

    // Null where the input is too dense for spikes to be taken one by one.
    private static SparseRows<float>? Spikes(Tensor rows) =>
        SparseRows<float>.TryCollect(rows.contiguous().AsReadOnlySpan<float>(), (int)rows.shape[0], (int)rows.shape[1], GreatestSparseShare);
}
