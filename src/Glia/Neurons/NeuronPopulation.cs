using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>Neurons of one model that run on spans of floats, without libtorch: for inference, simulation and closed loops.</summary>
/// <remarks>
/// <para>It holds the state of [batch, neurons] between calls; <see cref="Run(ReadOnlySpan{float}, Span{float}, Span{float}, SequenceShape)"/> takes an explicit state instead and touches nothing of its own.
/// Learned constants have their initial values here; <see cref="NeuronLayer.ToPopulation"/> makes a population with trained ones.</para>
/// <para>Cost: one pass over the input; no allocation per call but that of threads. Thread-safe: only the method with an explicit state.</para>
/// </remarks>
/// <example><code>
/// var neurons = new NeuronPopulation(new LeakyIntegrateAndFire { Tau = 10 }, neurons: 3);
/// Span&lt;float&gt; spikes = stackalloc float[3];
/// neurons.Step([0.5f, 20, 8], spikes);
/// </code></example>
public sealed class NeuronPopulation
{
    private readonly NeuronKernel<float> _kernel;
    private readonly KernelParameters<float> _parameters;
    private readonly float[] _state;

    /// <summary>Sets up neurons at rest.</summary>
    /// <param name="model">Equations and constants.</param>
    /// <param name="neurons">N.</param>
    /// <param name="batch">B, independent copies of the population.</param>
    /// <exception cref="ArgumentException">A constant is out of range, or there are neither one nor N values of it.</exception>
    public NeuronPopulation(NeuronModel model, int neurons, int batch = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        Shape = new SequenceShape(1, batch, neurons).Validated();
        Model = model;
        _kernel = model.Compile<float>();
        model.ValidateCount(neurons);
        _parameters = model.KernelParameters<float>();
        _state = NewState(Shape);
    }

    internal NeuronPopulation(NeuronModel model, KernelParameters<float> parameters, int neurons, int batch)
        : this(model, neurons, batch) => _parameters = parameters;

    /// <summary>The neurons' model.</summary>
    public NeuronModel Model { get; }

    /// <summary>Shape of one step, [1, B, N].</summary>
    public SequenceShape Shape { get; }

    /// <summary>Returns a state variable of all neurons, [B, N], to read and to write.</summary>
    /// <param name="variable">Index of the variable in <see cref="NeuronModel.StateNames"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such variable.</exception>
    public Span<float> State(int variable = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variable);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(variable, _kernel.StateCount);
        return _state.AsSpan(variable * Shape.Columns, Shape.Columns);
    }

    /// <summary>Puts all neurons back to rest.</summary>
    public void Reset() => FillState(_state, Shape);

    /// <summary>Advances all neurons by one step.</summary>
    /// <param name="current">[B, N].</param>
    /// <param name="output">Spikes (0 or 1), or the membrane of a readout, [B, N]; may be the same memory as the current.</param>
    /// <exception cref="ArgumentException">A length is not B·N.</exception>
    public void Step(ReadOnlySpan<float> current, Span<float> output) => _kernel.Run(current, output, _state, _parameters, Shape);

    /// <summary>Advances all neurons by some steps in one pass.</summary>
    /// <param name="current">[steps, B, N].</param>
    /// <param name="output">[steps, B, N]; may be the same memory as the current.</param>
    /// <param name="steps">T.</param>
    /// <exception cref="ArgumentException">A length is not steps·B·N.</exception>
    public void Run(ReadOnlySpan<float> current, Span<float> output, int steps) =>
        _kernel.Run(current, output, _state, _parameters, Shape with { Steps = steps });

    /// <summary>Runs a sequence of any shape from an explicit state, which is advanced in place; the state of this object is neither read nor changed.</summary>
    /// <param name="current">[T, B, N].</param>
    /// <param name="output">[T, B, N]; may be the same memory as the current.</param>
    /// <param name="state">[variables, B, N], as from <see cref="NewState"/>.</param>
    /// <param name="shape">Shape; its number of neurons must fit the model's parameters.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape.</exception>
    public void Run(ReadOnlySpan<float> current, Span<float> output, Span<float> state, SequenceShape shape) =>
        _kernel.Run(current, output, state, _parameters, shape);

    /// <summary>Returns the state [variables, B, N] of neurons at rest.</summary>
    /// <param name="shape">Shape of the sequence; the number of steps does not matter.</param>
    public float[] NewState(SequenceShape shape)
    {
        var state = new float[_kernel.StateCount * shape.Columns];
        FillState(state, shape);
        return state;
    }

    private void FillState(Span<float> state, SequenceShape shape)
    {
        var variables = Model.RestingState;
        for (var v = 0; v < variables.Count; v++)
        {
            RestingStates.Fill(variables[v], state.Slice(v * shape.Columns, shape.Columns));
        }
    }
}
