using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Networks;
using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="ConductanceLif"/>.</summary>
internal sealed unsafe class ConductanceLifKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T>[] _rows;
    private readonly ConductanceLif _model;
    private readonly double _stepMs;
    private readonly int _held;

    public ConductanceLifKernel(int size, ConductanceLif model, double stepMs, int held)
        : base(size)
    {
        (_model, _stepMs, _held) = (model, stepMs, held);
        _rows = [Row(model.ResetMv), Row(0), Row(0), HeldRow()];
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
        var (leak, rate) = (VectorMath.Of<T>(_model.LeakMv), VectorMath.Of<T>(-_stepMs / _model.MembraneTauMs));
        var (excitatoryReversal, inhibitoryReversal) = (VectorMath.Of<T>(_model.ExcitatoryReversalMv), VectorMath.Of<T>(_model.InhibitoryReversalMv));
        var (excitatoryDecay, inhibitoryDecay) = (VectorMath.Of<T>(Math.Exp(-_stepMs / _model.ExcitatoryTauMs)), VectorMath.Of<T>(Math.Exp(-_stepMs / _model.InhibitoryTauMs)));
        var (threshold, reset, hold) = (VectorMath.Of<T>(_model.ThresholdMv), VectorMath.Of<T>(_model.ResetMv), VectorMath.Of<T>(_held));
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
            var total = Vector<T>.One + e + h;
            var target = (leak + (e * excitatoryReversal) + (h * inhibitoryReversal)) / total;
            var charged = target + ((v - target) * VectorMath.Exp(rate * total));
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
