using Glia.Neurons.Kernels;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Neurons;

/// <summary>A layer of neurons of one model in a TorchSharp network: all time steps in one fused pass, forward and backward.</summary>
/// <remarks>
/// <para><see cref="forward(Tensor)"/> takes [T, B, N] or [T, B, N, …] and continues from the state that the layer holds; <see cref="Reset"/> before an unrelated sequence.
/// <see cref="Run"/> takes and gives an explicit state and touches nothing of the layer. <see cref="Step"/> is the single-step form, [B, N].</para>
/// <para>Gradients reach the current, the initial state, and the learned parameters (<see cref="nn.Module.parameters"/>: the raw numbers, of which 1/τ is the sigmoid and a threshold the softplus).
/// Single or double precision. The same bits for any <see cref="NeuronThreads.Count"/>.</para>
/// <para>Work inside a dispose scope, as with all TorchSharp code. Thread-safe: the method with an explicit state, if parameters do not change meanwhile.</para>
/// </remarks>
public sealed class NeuronLayer : nn.Module<Tensor, Tensor>
{
    private readonly NeuronKernel<float> _single;
    private readonly NeuronKernel<double> _double;
    private readonly ModelParameter[] _constants;
    private readonly Dictionary<string, Parameter> _learned = [];
    private readonly ScalarType _type;
    private Tensor? _state;

    /// <summary>Makes a layer with its state unset.</summary>
    /// <param name="model">Equations and constants.</param>
    /// <param name="neurons">N, or the product of all dimensions after the batch.</param>
    /// <param name="type">Precision of learned parameters, and of the input. Default single.</param>
    /// <exception cref="ArgumentException">A constant is out of range, or there are neither one nor N values of it.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public NeuronLayer(NeuronModel model, int neurons, ScalarType type = ScalarType.Float32)
        : base(nameof(NeuronLayer))
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(neurons);
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Neurons run in Float32 or Float64; got {type}.", nameof(type));
        }

        Libtorch.EnsureLoaded();
        (Model, Neurons, _type) = (model, neurons, type);
        (_single, _double) = (model.Compile<float>(), model.Compile<double>());
        model.ValidateCount(neurons);
        _constants = [.. model.Parameters];
        foreach (var parameter in _constants.Where(p => p.IsLearned).DistinctBy(p => p.Name))
        {
            var raw = parameter.RawValues();
            var values = parameter.Parameter.Scope == ParameterScope.PerNeuron && raw.Length == 1 ? [.. Enumerable.Repeat(raw[0], neurons)] : raw;
            var learned = new Parameter(tensor(values, type));
            _learned.Add(parameter.Name, learned);
            register_parameter(parameter.Name, learned);
        }
    }

    /// <summary>The neurons' model.</summary>
    public NeuronModel Model { get; }

    /// <summary>N.</summary>
    public int Neurons { get; }

    /// <summary>The state that the layer holds, [variables, B, N, …]; null while it is unset. It belongs to the layer.</summary>
    public Tensor? State => _state;

    /// <summary>Advances the layer's own state through a sequence.</summary>
    /// <param name="current">[T, B, N, …].</param>
    /// <returns>Spikes, or the membrane of a readout, of the shape of the current.</returns>
    /// <exception cref="ArgumentException">The current does not fit the layer or the state that it holds.</exception>
    public override Tensor forward(Tensor current)
    {
        var (output, state) = Run(current, _state);
        _state?.Dispose();
        _state = state.DetachFromDisposeScope();
        return output;
    }

    /// <summary>Advances the layer's own state by one step.</summary>
    /// <param name="current">[B, N, …].</param>
    /// <returns>Output of the same shape.</returns>
    /// <exception cref="ArgumentException">The current does not fit the layer or the state that it holds.</exception>
    public Tensor Step(Tensor current)
    {
        using var scope = NewDisposeScope();
        return forward(current.unsqueeze(0)).squeeze(0).MoveToOuterDisposeScope();
    }

    /// <summary>Runs a sequence from an explicit state; the layer's own is neither read nor changed.</summary>
    /// <param name="current">[T, B, N, …], in the layer's precision.</param>
    /// <param name="state">[variables, B, N, …], or null for neurons at rest.</param>
    /// <returns>Output of the shape of the current, and the state after the last step.</returns>
    /// <exception cref="ArgumentException">Shapes or precision do not fit; the message has both.</exception>
    public (Tensor Output, Tensor State) Run(Tensor current, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(current);
        var shape = CheckCurrent(current);
        using var scope = NewDisposeScope();
        long[] stateShape = [Model.StateNames.Count, .. current.shape.AsSpan(1)];
        if (state is not null && !state.shape.AsSpan().SequenceEqual(stateShape))
        {
            throw new ArgumentException(
                $"The state has shape [{string.Join(", ", state.shape)}] but the current of shape [{string.Join(", ", current.shape)}] needs [{string.Join(", ", stateShape)}]. "
                + "Reset() the layer before a batch of another size.",
                nameof(state));
        }

        var input = current.contiguous();
        var initial = state?.contiguous() ?? AtRest(stateShape, shape);
        var parameters = _constants.Select(ToKernel).ToArray();
        FusedCall call = _type == ScalarType.Float32
            ? new FusedCall<float>(_single, parameters, shape, Model.ReadsCurrentBackward)
            : new FusedCall<double>(_double, parameters, shape, Model.ReadsCurrentBackward);
        var graded = is_grad_enabled() && (input.requires_grad || initial.requires_grad || parameters.Any(p => p.requires_grad));
        var outputs = graded ? FusedNeuronFunction.apply([input, initial, .. parameters, call]) : call.Run(input, initial);
        return (outputs[0].MoveToOuterDisposeScope(), outputs[1].MoveToOuterDisposeScope());
    }

    /// <summary>Returns the learned constants as they are now, by name, in the units of the model: a time constant in steps, not the raw number that training changes.</summary>
    public IReadOnlyDictionary<string, double[]> LearnedValues() => _learned.ToDictionary(pair => pair.Key, pair => LearnedValues(_constants.First(p => p.Name == pair.Key)));

    /// <summary>Returns neurons with the constants of this layer as they are now, at rest, which run without libtorch.</summary>
    /// <param name="batch">B, independent copies.</param>
    public NeuronPopulation ToPopulation(int batch = 1)
    {
        var values = _constants.Select(p => _learned.ContainsKey(p.Name) ? p.ToKernel(LearnedValues(p)) : p.KernelValues());
        return new NeuronPopulation(Model, new KernelParameters<float>(values.Select(v => Array.ConvertAll(v, x => (float)x)).ToArray()), Neurons, batch);
    }

    /// <summary>Unsets the state: the next sequence starts at rest.</summary>
    public void Reset()
    {
        _state?.Dispose();
        _state = null;
    }

    /// <summary>Keeps the state but cuts it from the graph that made it, for truncated back-propagation through time.</summary>
    public void DetachState()
    {
        if (_state is { } old)
        {
            _state = old.detach().DetachFromDisposeScope();
            old.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Reset();
        }

        base.Dispose(disposing);
    }

    private SequenceShape CheckCurrent(Tensor current)
    {
        var size = current.shape;
        var neurons = size.Length >= 3 ? size.AsSpan(2).ToArray().Aggregate(1L, (product, length) => product * length) : -1;
        if (neurons != Neurons || current.dtype != _type)
        {
            throw new ArgumentException(
                $"A layer of {Neurons} neurons takes a {_type} current [T, B, {Neurons}] (or more dimensions whose product is {Neurons}); got {current.dtype} [{string.Join(", ", size)}].",
                nameof(current));
        }

        return new SequenceShape(checked((int)size[0]), checked((int)size[1]), Neurons).Validated();
    }

    private Tensor AtRest(long[] stateShape, SequenceShape shape)
    {
        var state = empty(stateShape, _type);
        var variables = Model.RestingState;
        for (var v = 0; v < variables.Count; v++)
        {
            if (_type == ScalarType.Float32)
            {
                RestingStates.Fill(variables[v], state.AsSpan<float>().Slice(v * shape.Columns, shape.Columns));
            }
            else
            {
                RestingStates.Fill(variables[v], state.AsSpan<double>().Slice(v * shape.Columns, shape.Columns));
            }
        }

        return state;
    }

    private double[] LearnedValues(ModelParameter parameter)
    {
        using var scope = NewDisposeScope();
        var raw = _learned[parameter.Name].detach().to_type(ScalarType.Float64);
        return Array.ConvertAll(raw.AsReadOnlySpan<double>().ToArray(), parameter.FromRaw);
    }

    private Tensor ToKernel(ModelParameter parameter) => KernelValue(parameter, _learned.GetValueOrDefault(parameter.Name), _type);

    /// <summary>A parameter as a kernel takes it: a function of the raw numbers that training changes where it is learned (raw is not null), a constant elsewhere.</summary>
    internal static Tensor KernelValue(ModelParameter parameter, Tensor? raw, ScalarType type)
    {
        if (raw is null)
        {
            return tensor(parameter.KernelValues(), type);
        }

        return parameter.Range switch
        {
            ParameterRange.Positive => nn.functional.logsigmoid(raw.neg()).neg(),
            ParameterRange.TimeConstant or ParameterRange.Retention or ParameterRange.ExponentialRetention or ParameterRange.Fraction => raw.sigmoid(),
            _ => raw.alias(),
        };
    }
}
