namespace Glia.Neurons;

/// <summary>Where a meta neuron first left its bounds: its quadratic term ran away, and from there on it shows the bound and not its equations.</summary>
/// <remarks>|V| is held at 10, so that a diverging neuron gives spikes like any other; after training, or with a large current, look whether it diverged before its spikes are believed.</remarks>
/// <param name="Step">Step of the sequence, from 0.</param>
/// <param name="Row">Sequence of the batch.</param>
/// <param name="Neuron">Neuron.</param>
/// <param name="Before">V before the step.</param>
/// <param name="Membrane">V that the equations give, before it is held; not a number where the recovery U ran away first.</param>
public readonly record struct MetaNeuronDivergence(int Step, int Row, int Neuron, float Before, float Membrane)
{
    /// <summary>Runs a sequence from rest and returns where a neuron first leaves |V| ≤ 10; null if none does.</summary>
    /// <param name="neurons">Meta neurons, for instance those of <see cref="NeuronLayer.ToPopulation"/>; their own state is neither read nor changed.</param>
    /// <param name="current">[T, B, N].</param>
    /// <param name="shape">Shape of the current.</param>
    /// <exception cref="ArgumentException">The neurons are no meta neurons, or the current does not fit the shape.</exception>
    public static MetaNeuronDivergence? FirstIn(NeuronPopulation neurons, ReadOnlySpan<float> current, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(neurons);
        var model = MetaNeuronOf(neurons);
        if (current.Length != shape.Validated().Length)
        {
            throw new ArgumentException($"A current of shape {shape} has {shape.Length} numbers; got {current.Length}.", nameof(current));
        }

        var (step, bound) = ((float)model.StepSize, (float)MetaNeuron.Bound);
        var (state, spikes) = (neurons.NewState(shape), new float[shape.Columns]);
        for (var t = 0; t < shape.Steps; t++)
        {
            var input = current.Slice(t * shape.Columns, shape.Columns);
            for (var column = 0; column < shape.Columns; column++)
            {
                var (v, u) = (state[column], state[shape.Columns + column]);
                var membrane = v + (step * ((v * v) - v - u + input[column]));
                var isHeld = model.RefractorySteps > 0 && state[(2 * shape.Columns) + column] > 0;
                if (!isHeld && !(Math.Abs(membrane) <= bound))
                {
                    return new MetaNeuronDivergence(t, column / shape.Neurons, column % shape.Neurons, v, membrane);
                }
            }

            neurons.Run(input, spikes, state, shape with { Steps = 1 });
        }

        return null;
    }

    /// <summary>Refuses a sequence by which a neuron diverges.</summary>
    /// <inheritdoc cref="FirstIn"/>
    /// <exception cref="ArgumentException">A neuron diverges: the message has step, sequence, neuron, V and the way out.</exception>
    public static void ThrowIfAny(NeuronPopulation neurons, ReadOnlySpan<float> current, SequenceShape shape)
    {
        if (FirstIn(neurons, current, shape) is { } divergence)
        {
            throw new ArgumentException(divergence.Message(MetaNeuronOf(neurons).StepSize), nameof(current));
        }
    }

    private string Message(double stepSize) => FormattableString.Invariant(
        $"The meta neuron diverges at step {Step}, sequence {Row}, neuron {Neuron}: V goes from {Before:g4} to {Membrane:g4}, beyond ±{MetaNeuron.Bound}. Make MetaNeuron.StepSize (dt/τ, now {stepSize:g4}) or the current smaller.");

    private static MetaNeuron MetaNeuronOf(NeuronPopulation neurons) => neurons.Model as MetaNeuron
        ?? throw new ArgumentException($"Only meta neurons are held at a bound; these are of {neurons.Model.GetType().Name}.", nameof(neurons));
}
