using Glia.Neurons.Kernels;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Neurons;

/// <summary>A layer of neurons whose astrocytes cover several of them, or listen to the presynaptic side: all time steps in one fused pass, forward and backward.</summary>
/// <remarks>
/// <para>a_k ← ρ_k a_k + (1 − ρ_k) κ m_k, where m_k is the mean of the spikes of the C neurons that astrocyte k covers, or (W_a s_in)_k. Neuron i reads the
/// astrocyte ⌊i/C⌋ of the previous step as in <see cref="AstrocyteModulatedLif"/>, with a strength g_i of its own. With C = 1 and own spikes it is that neuron to the last bit.</para>
/// <para>A reconstruction, not the equations of "Astrocyte-Enabled Advancements in Spiking Neural Networks for Large Language Modeling" (arXiv 2312.07625), which could not be read.</para>
/// <para>Gradients reach current, presynaptic activity, initial state and learned parameters. The same bits for any <see cref="NeuronThreads.Count"/>. Work inside a dispose scope.</para>
/// </remarks>
public sealed class AstrocyteLayer : nn.Module
{
    private readonly ScalarType _type;
    private readonly Dictionary<string, Parameter> _learned = [];
    private readonly Parameter? _trigger;
    private readonly AstrocyteKernel<float> _single;
    private readonly AstrocyteKernel<double> _double;

    /// <summary>Makes a layer.</summary>
    /// <param name="options">Size and astrocytes.</param>
    /// <param name="random">Source of W_a, U(−1/√inputs, 1/√inputs); not read where astrocytes take up own spikes.</param>
    /// <param name="type">Precision. Default single.</param>
    /// <exception cref="ArgumentException">Coverage does not divide the neurons, or a constant is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public AstrocyteLayer(AstrocyteLayerOptions options, RandomStream random, ScalarType type = ScalarType.Float32)
        : base(nameof(AstrocyteLayer))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Neurons run in Float32 or Float64; got {type}.", nameof(type));
        }

        Options = options.Validated();
        Libtorch.EnsureLoaded();
        _type = type;
        (_single, _double) = (AstrocyteKernel<float>.Of(options), AstrocyteKernel<double>.Of(options));
        using var scope = NewDisposeScope();
        foreach (var parameter in options.Unit.Parameters.Where(parameter => parameter.IsLearned))
        {
            var raw = parameter.RawValues();
            var values = parameter.Parameter.Scope == ParameterScope.PerNeuron && raw.Length == 1 ? [.. Enumerable.Repeat(raw[0], Count(parameter.Name))] : raw;
            var learned = new Parameter(tensor(values, type));
            _learned.Add(parameter.Name, learned);
            register_parameter(parameter.Name, learned);
        }

        if (options.Trigger == AstrocyteTrigger.Presynaptic)
        {
            _trigger = new Parameter(TensorInitialization.LinearWeight(random, options.Astrocytes, options.Inputs).to_type(type));
            register_parameter("Trigger", _trigger);
        }

        scope.Detach(parameters());
    }

    /// <summary>Size and astrocytes.</summary>
    public AstrocyteLayerOptions Options { get; }

    /// <summary>Runs a sequence.</summary>
    /// <param name="current">[T, B, N], in the layer's precision.</param>
    /// <param name="presynaptic">s_in, [T, B, inputs], with <see cref="AstrocyteTrigger.Presynaptic"/>; else null.</param>
    /// <param name="state">Membranes and astrocytes, [B, N + N/C]; null for a layer at rest.</param>
    /// <returns>Spikes [T, B, N], and the state after the last step.</returns>
    /// <exception cref="ArgumentException">Shapes or precision do not fit; the message has both.</exception>
    public (Tensor Spikes, Tensor State) Run(Tensor current, Tensor? presynaptic, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (current.shape is not [var steps, var batch, var neurons] || neurons != Options.Neurons || current.dtype != _type)
        {
            throw new ArgumentException($"The layer takes a {_type} current [T, B, {Options.Neurons}]; got {current.dtype} [{string.Join(", ", current.shape)}].", nameof(current));
        }

        using var scope = NewDisposeScope();
        long[] stateShape = [batch, Options.Neurons + Options.Astrocytes];
        if (state is not null && !state.shape.SequenceEqual(stateShape))
        {
            throw new ArgumentException($"The state has shape [{string.Join(", ", state.shape)}]; a batch of {batch} needs [{string.Join(", ", stateShape)}].", nameof(state));
        }

        var constants = Options.Unit.Parameters.Select(parameter =>
            NeuronLayer.KernelValue(parameter, _learned.GetValueOrDefault(parameter.Name), _type).expand(Count(parameter.Name)).contiguous());
        Tensor[] inputs = [current.contiguous(), Drive(presynaptic, steps, batch), (state ?? zeros(stateShape, _type)).contiguous(), .. constants];
        object kernel = _type == ScalarType.Float32 ? _single : _double;
        var outputs = is_grad_enabled() && inputs.Any(input => input.requires_grad) ? AstrocyteFunction.apply([.. inputs, kernel]) : AstrocyteFunction.Run(inputs, kernel);
        return (outputs[0].MoveToOuterDisposeScope(), outputs[1].MoveToOuterDisposeScope());
    }

    private Tensor Drive(Tensor? presynaptic, long steps, long batch)
    {
        if (_trigger is null)
        {
            return presynaptic is null ? empty(0, _type)
                : throw new ArgumentException("The astrocytes take up the spikes of their own neurons; presynaptic activity must be null.", nameof(presynaptic));
        }

        return presynaptic is not null && presynaptic.shape.SequenceEqual([steps, batch, Options.Inputs])
            ? nn.functional.linear(presynaptic, _trigger).contiguous()
            : throw new ArgumentException(
                $"The astrocytes read presynaptic activity [{steps}, {batch}, {Options.Inputs}]; got {(presynaptic is null ? "none" : $"[{string.Join(", ", presynaptic.shape)}]")}.", nameof(presynaptic));
    }

    private int Count(string name) => name == nameof(AstrocyteModulatedLif.AstrocyteTau) ? Options.Astrocytes : Options.Neurons;
}
