using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Glia.Neurons;

/// <summary>Izhikevich neurons with constants of their own, advanced together by Euler steps of which the membrane takes several to one of the recovery.</summary>
/// <remarks>
/// <para>Half-steps of the membrane keep steps of 1 ms stable, as in Izhikevich's published code. Unlike there, the membrane is cut off at the peak after each part: its overshoot,
/// hundreds of millivolts, would reach the recovery and take a seventh of the spikes of a regular-spiking neuron.</para>
/// <para>Adds and multiplies in one order without fused operations, so that the numbers are the same on any processor. Allocates nothing in a step. Thread-safe: no.</para>
/// </remarks>
public sealed class IzhikevichGroup
{
    private readonly IzhikevichConstants[] _neurons;
    private readonly int _parts;
    private readonly float[] _quadratic;
    private readonly float[] _linear;
    private readonly float[] _constant;
    private readonly float[] _drive;
    private readonly float[] _recoveryRate;
    private readonly float[] _recoverySlope;
    private readonly float[] _rest;
    private readonly float[] _reset;
    private readonly float[] _jump;
    private readonly float[] _peak;
    private readonly float[] _membrane;
    private readonly float[] _recovery;
    private readonly double _initialMembrane;

    /// <summary>Sets up neurons with the membrane at its initial value and u = b (v − v_r).</summary>
    /// <param name="neurons">Constants, one entry a neuron.</param>
    /// <param name="stepMs">Length of a step in milliseconds, above 0.</param>
    /// <param name="membraneParts">Parts of a step in which the membrane is advanced, 1 or more.</param>
    /// <param name="initialMembrane">In mV.</param>
    /// <exception cref="ArgumentException">There is no neuron, or one has constants that cannot be; the message has its index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step or its parts are outside their range.</exception>
    public IzhikevichGroup(IReadOnlyList<IzhikevichConstants> neurons, double stepMs = 1, int membraneParts = 2, double initialMembrane = -65)
    {
        ArgumentNullException.ThrowIfNull(neurons);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(membraneParts, 1);
        _neurons = [.. neurons];
        RequirePossible(_neurons);
        (_parts, _initialMembrane) = (membraneParts, initialMembrane);
        var part = stepMs / membraneParts;
        _quadratic = Padded(neuron => part * neuron.Quadratic / neuron.Capacitance);
        _linear = Padded(neuron => part * neuron.Linear / neuron.Capacitance);
        _constant = Padded(neuron => part * neuron.Constant / neuron.Capacitance);
        _drive = Padded(neuron => part / neuron.Capacitance);
        _recoveryRate = Padded(neuron => stepMs * neuron.RecoveryRate);
        _recoverySlope = Padded(neuron => neuron.RecoverySlope);
        _rest = Padded(neuron => neuron.RestingMembrane);
        _reset = Padded(neuron => neuron.ResetMembrane);
        _jump = Padded(neuron => neuron.RecoveryJump);
        _peak = Padded(neuron => neuron.Peak);
        (_membrane, _recovery) = (new float[_peak.Length], new float[_peak.Length]);
        Reset();
    }

    /// <summary>Number of neurons, N.</summary>
    public int Count => _neurons.Length;

    /// <summary>Their constants.</summary>
    public IReadOnlyList<IzhikevichConstants> Neurons => _neurons;

    /// <summary>v in mV, N numbers, to read and to write.</summary>
    public Span<float> Membrane => _membrane.AsSpan(0, Count);

    /// <summary>u, N numbers, to read and to write.</summary>
    public Span<float> Recovery => _recovery.AsSpan(0, Count);

    /// <summary>Puts all membranes to the initial value and u to b (v − v_r).</summary>
    public void Reset()
    {
        Array.Fill(_membrane, (float)_initialMembrane);
        for (var neuron = 0; neuron < _recovery.Length; neuron++)
        {
            _recovery[neuron] = _recoverySlope[neuron] * ((float)_initialMembrane - _rest[neuron]);
        }
    }

    /// <summary>Advances all neurons by one step.</summary>
    /// <param name="current">I, N numbers.</param>
    /// <param name="spikes">Receives 1 where a neuron fired and 0 elsewhere, N numbers; may be the same memory as the current.</param>
    /// <exception cref="ArgumentException">A length is not N.</exception>
    public void Step(ReadOnlySpan<float> current, Span<float> spikes)
    {
        if (current.Length != Count || spikes.Length != Count)
        {
            throw new ArgumentException($"The group has {Count} neurons; got {current.Length} currents and room for {spikes.Length} spikes.", nameof(current));
        }

        var neuron = 0;
        for (; neuron <= Count - Vector<float>.Count; neuron += Vector<float>.Count)
        {
            Advance(neuron, Vector.LoadUnsafe(ref MemoryMarshal.GetReference(current), (nuint)neuron)).StoreUnsafe(ref MemoryMarshal.GetReference(spikes), (nuint)neuron);
        }

        if (neuron < Count)
        {
            Span<float> last = stackalloc float[Vector<float>.Count];
            last.Clear();
            current[neuron..].CopyTo(last);
            Advance(neuron, new Vector<float>(last)).CopyTo(last);
            last[..(Count - neuron)].CopyTo(spikes[neuron..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Advance(int neuron, Vector<float> current)
    {
        var (v, u) = (At(_membrane, neuron), At(_recovery, neuron));
        var (quadratic, linear, peak) = (At(_quadratic, neuron), At(_linear, neuron), At(_peak, neuron));
        var still = At(_constant, neuron) + (At(_drive, neuron) * (current - u));
        for (var part = 0; part < _parts; part++)
        {
            v = Vector.Min(v + ((((quadratic * v) + linear) * v) + still), peak);
        }

        u += At(_recoveryRate, neuron) * ((At(_recoverySlope, neuron) * (v - At(_rest, neuron))) - u);
        var fires = Vector.GreaterThanOrEqual(v, peak);
        v = Vector.ConditionalSelect(fires, At(_reset, neuron), v);
        u = Vector.ConditionalSelect(fires, u + At(_jump, neuron), u);
        v.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_membrane), (nuint)neuron);
        u.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(_recovery), (nuint)neuron);
        return Vector.ConditionalSelect(fires, Vector<float>.One, Vector<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> At(float[] values, int neuron) => Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)neuron);

    private float[] Padded(Func<IzhikevichConstants, double> value)
    {
        var padded = new float[(Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count];
        for (var neuron = 0; neuron < padded.Length; neuron++)
        {
            padded[neuron] = (float)value(_neurons[Math.Min(neuron, Count - 1)]);
        }

        return padded;
    }

    private static void RequirePossible(IzhikevichConstants[] neurons)
    {
        if (neurons.Length == 0)
        {
            throw new ArgumentException("A group needs a neuron.", nameof(neurons));
        }

        for (var index = 0; index < neurons.Length; index++)
        {
            var neuron = neurons[index];
            if (!(neuron.Capacitance > 0) || !(neuron.ResetMembrane < neuron.Peak) || !double.IsFinite(neuron.RecoveryRate + neuron.RecoverySlope + neuron.RecoveryJump + neuron.Peak))
            {
                throw new ArgumentException($"Neuron {index} is {neuron}; expected a capacitance above 0, a reset below the peak and finite numbers.", nameof(neurons));
            }
        }
    }
}
