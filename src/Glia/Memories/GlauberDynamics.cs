using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Random;

namespace Glia.Memories;

/// <summary>Sequential Glauber dynamics of a network with factorised couplings: each neuron in turn takes +1 with probability 1/(1 + exp(−2 h/T)), at T = 0 the sign of its field h.</summary>
/// <remarks>
/// <para>The overlaps of state and vectors are kept up to date, so that a neuron costs P products, whatever N. For vectors of whole numbers they are exact.</para>
/// <para>Thread-safe: no. Source: arXiv 2308.04106; R. Glauber, 1963.</para>
/// </remarks>
public sealed class GlauberDynamics
{
    private readonly FactorisedCouplings _couplings;
    private readonly RandomStream _random;
    private readonly sbyte[] _state;
    private readonly float[] _overlaps;
    private readonly float[] _thresholds;
    private readonly float[] _scratch;
    private readonly int[] _order;

    /// <summary>Begins at a state.</summary>
    /// <param name="couplings">The network.</param>
    /// <param name="state">+1 or −1 for each neuron; copied.</param>
    /// <param name="random">Where order and noise come from.</param>
    /// <param name="order">In which order neurons are visited.</param>
    /// <exception cref="ArgumentException">The state has another length, or holds something else than +1 and −1.</exception>
    public GlauberDynamics(FactorisedCouplings couplings, ReadOnlySpan<sbyte> state, RandomStream random, UpdateOrder order = UpdateOrder.Shuffled)
    {
        ArgumentNullException.ThrowIfNull(couplings);
        ArgumentNullException.ThrowIfNull(random);
        couplings.RequireState(state);
        (_couplings, _random, Order) = (couplings, random, order);
        _state = state.ToArray();
        _overlaps = new float[couplings.Stride];
        _thresholds = new float[couplings.Neurons];
        _scratch = new float[couplings.Neurons];
        _order = [.. Enumerable.Range(0, couplings.Neurons)];
        Recount();
    }

    /// <summary>In which order neurons are visited.</summary>
    public UpdateOrder Order { get; }

    /// <summary>The state now: +1 or −1 for each neuron.</summary>
    public ReadOnlySpan<sbyte> State => _state;

    /// <summary>Visits every neuron once.</summary>
    /// <param name="temperature">T, 0 for none; fields are in the units of the couplings.</param>
    /// <returns>How many neurons changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is negative or not finite.</exception>
    public int Sweep(double temperature)
    {
        if (!(temperature >= 0) || !double.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is 0 or more, and finite.");
        }

        if (Order == UpdateOrder.Shuffled)
        {
            _random.Shuffle(_order.AsSpan());
        }

        if (temperature > 0)
        {
            DrawThresholds(temperature);
        }

        var flips = Visit(thermal: temperature > 0 ? _thresholds : []);
        if (flips > 0 && !_couplings.AreWhole)
        {
            Recount();
        }

        return flips;
    }

    /// <summary>Sweeps without noise until a sweep changes nothing.</summary>
    /// <param name="mostSweeps">When to give up, at least 1.</param>
    /// <returns>Sweeps done, and whether the last of them changed nothing.</returns>
    public (int Sweeps, bool Converged) Relax(int mostSweeps = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostSweeps);
        for (var sweep = 1; sweep <= mostSweeps; sweep++)
        {
            if (Sweep(0) == 0)
            {
                return (sweep, true);
            }
        }

        return (mostSweeps, false);
    }

    // A neuron is +1 if a uniform u lies below 1/(1 + exp(−2h/T)), that is if h lies above (T/2) ln(u/(1−u)), which does not depend on the state: drawn in one go.
    private void DrawThresholds(double temperature)
    {
        foreach (ref var uniform in _thresholds.AsSpan())
        {
            uniform = _random.NextSingle();
        }

        TensorPrimitives.Subtract(1f, _thresholds, _scratch);
        TensorPrimitives.Log(_thresholds, _thresholds);
        TensorPrimitives.Log(_scratch, _scratch);
        TensorPrimitives.Subtract(_thresholds, _scratch, _thresholds);
        TensorPrimitives.Multiply(_thresholds, (float)(temperature / 2 * (_couplings.Neurons / _couplings.Weight)), _thresholds);
    }

    // Fields are N h / w here: whole numbers stay whole. Without thresholds (T = 0) a field of 0 leaves the neuron as it is.
    private int Visit(ReadOnlySpan<float> thermal)
    {
        var flips = 0;
        var stride = _couplings.Stride;
        ref var overlaps = ref MemoryMarshal.GetArrayDataReference(_overlaps);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_couplings.ByNeuron);
        foreach (var neuron in _order)
        {
            ref var row = ref Unsafe.Add(ref rows, (nint)neuron * stride);
            var sign = _state[neuron];
            var field = Product(ref row, ref overlaps, stride) - (sign * _couplings.SelfProducts[neuron]);
            var next = thermal.IsEmpty ? field == 0 ? sign : Math.Sign(field) : field > thermal[neuron] ? 1 : -1;
            if (next != sign)
            {
                flips++;
                _state[neuron] = (sbyte)next;
                Add(ref row, ref overlaps, stride, 2 * next);
            }
        }

        return flips;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Product(ref float row, ref float overlaps, int stride)
    {
        var sum = Vector.LoadUnsafe(ref row) * Vector.LoadUnsafe(ref overlaps);
        for (var i = Vector<float>.Count; i < stride; i += Vector<float>.Count)
        {
            sum += Vector.LoadUnsafe(ref row, (nuint)i) * Vector.LoadUnsafe(ref overlaps, (nuint)i);
        }

        return Vector.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float row, ref float overlaps, int stride, float change)
    {
        var factor = new Vector<float>(change);
        for (var i = 0; i < stride; i += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref overlaps, (nuint)i) + (Vector.LoadUnsafe(ref row, (nuint)i) * factor)).StoreUnsafe(ref overlaps, (nuint)i);
        }
    }

    // From the state, so that rounding of vectors that are not whole numbers does not add up over sweeps.
    private void Recount()
    {
        Array.Clear(_overlaps);
        ref var overlaps = ref MemoryMarshal.GetArrayDataReference(_overlaps);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_couplings.ByNeuron);
        for (var neuron = 0; neuron < _state.Length; neuron++)
        {
            Add(ref Unsafe.Add(ref rows, (nint)neuron * _couplings.Stride), ref overlaps, _couplings.Stride, _state[neuron]);
        }
    }
}
