using Glia.Synapses.Kernels;

namespace Glia.Synapses;

/// <summary>Synapses with whole delays, run event by event, one step at a time: a spike costs one addition a synapse that it reaches.</summary>
/// <remarks>
/// <para>What a spike sends lies in a ring of K rows of outputs until its step comes. No libtorch, no allocation after construction. Thread-safe: no.</para>
/// </remarks>
/// <example><code>
/// var synapses = layer.ToSparse();
/// var current = new float[synapses.Outputs];
/// synapses.Step([3, 17], current); // the inputs that spike in this step, ascending
/// </code></example>
public sealed class SparseDelayedLinear
{
    private readonly int[] _starts;
    private readonly int[] _offsets;
    private readonly float[] _weights;
    private readonly float[] _ring;
    private int _now;

    private SparseDelayedLinear(DelayShape shape, int[] starts, int[] offsets, float[] weights)
    {
        (Inputs, Outputs, MaxDelay) = (shape.Inputs, shape.Outputs, shape.Slots);
        (_starts, _offsets, _weights) = (starts, offsets, weights);
        _ring = new float[shape.Slots * shape.Outputs];
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Number K of delays, 0 to K − 1.</summary>
    public int MaxDelay { get; }

    /// <summary>Number of synapses; those of weight 0 are left out, and taps of equal delay are one.</summary>
    public int Synapses => _weights.Length;

    /// <summary>Additions made so far, one for each spike and synapse.</summary>
    public long Operations { get; private set; }

    internal static SparseDelayedLinear Of(ReadOnlySpan<float> kernel, DelayShape shape)
    {
        var count = TapList<float>.Count(kernel);
        var (starts, offsets, weights, at) = (new int[shape.Inputs + 1], new int[count], new float[count], 0);
        for (var input = 0; input < shape.Inputs; input++)
        {
            var plane = kernel.Slice(input * shape.PlaneOf<float>(), shape.PlaneOf<float>());
            for (var delay = 0; delay < shape.Slots; delay++)
            {
                for (var output = 0; output < shape.Outputs; output++)
                {
                    if (plane[(delay * shape.RowOf<float>()) + output] is not 0 and var weight)
                    {
                        (offsets[at], weights[at]) = ((delay * shape.Outputs) + output, weight);
                        at++;
                    }
                }
            }

            starts[input + 1] = at;
        }

        return new SparseDelayedLinear(shape, starts, offsets, weights);
    }

    /// <summary>Sends the spikes of one step and takes what arrives in it, whether sent now (delay 0) or before.</summary>
    /// <param name="spiking">Inputs that spike in this step, each once; ascending for the same bits as the dense layer.</param>
    /// <param name="current">Receives the current of each output.</param>
    /// <exception cref="ArgumentException">The current is not one number an output, or an input does not exist.</exception>
    public void Step(ReadOnlySpan<int> spiking, Span<float> current)
    {
        CheckCurrent(current);
        foreach (var input in spiking)
        {
            if ((uint)input >= (uint)Inputs)
            {
                throw new ArgumentOutOfRangeException(nameof(spiking), input, $"Inputs are 0 to {Inputs - 1}; got {input}.");
            }

            Send(input, 1);
        }

        Take(current);
    }

    /// <summary>Sends one step of inputs of any size, zeros at no cost but that of looking, and takes what arrives in it.</summary>
    /// <param name="input">One number an input.</param>
    /// <param name="current">Receives the current of each output.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void StepGraded(ReadOnlySpan<float> input, Span<float> current)
    {
        CheckCurrent(current);
        if (input.Length != Inputs)
        {
            throw new ArgumentException($"The step needs one number an input, {Inputs}; got {input.Length}.", nameof(input));
        }

        for (var at = 0; at < input.Length; at++)
        {
            if (input[at] != 0)
            {
                Send(at, input[at]);
            }
        }

        Take(current);
    }

    /// <summary>Forgets everything on its way.</summary>
    public void Reset()
    {
        Array.Clear(_ring);
        _now = 0;
    }

    private void Send(int input, float value)
    {
        var (first, last) = (_starts[input], _starts[input + 1]);
        var now = _now * Outputs;
        for (var at = first; at < last; at++)
        {
            var slot = now + _offsets[at];
            ref var sum = ref _ring[slot < _ring.Length ? slot : slot - _ring.Length];
            sum = MathF.FusedMultiplyAdd(value, _weights[at], sum);
        }

        Operations += last - first;
    }

    private void Take(Span<float> current)
    {
        var row = _ring.AsSpan(_now * Outputs, Outputs);
        row.CopyTo(current);
        row.Clear();
        _now = (_now + 1) % MaxDelay;
    }

    private void CheckCurrent(Span<float> current)
    {
        if (current.Length != Outputs)
        {
            throw new ArgumentException($"The current needs one number an output, {Outputs}; got {current.Length}.", nameof(current));
        }
    }
}
