using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Networks;
using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="CurrentLif"/>.</summary>
/// <remarks>v' = v e_m + ((E_l (1 − e_m) + g_e c_e) + g_i c_i), in that order of operations: a scalar loop gets the same bits.</remarks>
internal sealed unsafe class CurrentLifKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T>[] _rows;
    private readonly CurrentLifStep _constants;
    private readonly Vector<T> _threshold;
    private readonly Vector<T> _reset;
    private readonly Vector<T> _held;

    public CurrentLifKernel(int size, CurrentLif model, double stepMs, int held)
        : base(size)
    {
        _rows = [Row(model.ResetMv), Row(0), Row(0), HeldRow()];
        _constants = CurrentLifStep.Of(model, stepMs);
        (_threshold, _reset, _held) = (VectorMath.Of<T>(model.ThresholdMv), VectorMath.Of<T>(model.ResetMv), VectorMath.Of<T>(held));
        Variables = [.. model.Variables, "held"];
    }

    public override IReadOnlyList<string> Variables { get; }

    public override ref T At(int variable, int cell) => ref _rows[variable].Span[cell];

    public override T* Direct(int receptor) => _rows[receptor + 1].Pointer;

    public override int Step(int from, int to, long step, T* first, T* second, int* fired) =>
        (int)((first == null ? Advance<Off>(from, to, first, second, fired) : Advance<On>(from, to, first, second, fired)) - fired);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int* Advance<TArriving>(int from, int to, T* excitation, T* inhibition, int* fired)
        where TArriving : struct, ISwitch
    {
        T* membrane = _rows[0].Pointer, excitatory = _rows[1].Pointer, inhibitory = _rows[2].Pointer, left = _rows[3].Pointer;
        var (retained, drift) = (VectorMath.Of<T>(_constants.MembraneDecay), VectorMath.Of<T>(_constants.Drift));
        var (excitatoryGain, inhibitoryGain) = (VectorMath.Of<T>(_constants.ExcitatoryGain), VectorMath.Of<T>(_constants.InhibitoryGain));
        var (excitatoryDecay, inhibitoryDecay) = (VectorMath.Of<T>(_constants.ExcitatoryDecay), VectorMath.Of<T>(_constants.InhibitoryDecay));
        var (threshold, reset, hold) = (_threshold, _reset, _held);
        for (nint i = from; i < to; i += Vector<T>.Count)
        {
            Vector<T> e = Vector.Load(excitatory + i), h = Vector.Load(inhibitory + i);
            if (TArriving.On)
            {
                e += Vector.Load(excitation + i);
                h += Vector.Load(inhibition + i);
                Vector<T>.Zero.Store(excitation + i);
                Vector<T>.Zero.Store(inhibition + i);
            }

            Vector<T> v = Vector.Load(membrane + i), waiting = Vector.Load(left + i);
            var held = Vector.GreaterThan(waiting, Vector<T>.Zero);
            var charged = (v * retained) + ((drift + (e * excitatoryGain)) + (h * inhibitoryGain));
            v = Vector.ConditionalSelect(held, v, charged);
            waiting = Vector.Max(waiting - Vector<T>.One, Vector<T>.Zero);
            (e * excitatoryDecay).Store(excitatory + i);
            (h * inhibitoryDecay).Store(inhibitory + i);
            var crossed = Vector.AndNot(Vector.GreaterThan(v, threshold), held);
            Vector.ConditionalSelect(crossed, reset, v).Store(membrane + i);
            Vector.ConditionalSelect(crossed, hold, waiting).Store(left + i);
            if (SpikeMask.Any(crossed))
            {
                fired = SpikeMask.Append(crossed, (int)i, fired);
            }
        }

        return fired;
    }
}
