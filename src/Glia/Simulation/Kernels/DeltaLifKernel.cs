using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Networks;
using Glia.Neurons.Surrogates;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="DeltaLif"/>.</summary>
internal sealed unsafe class DeltaLifKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T>[] _rows;
    private readonly Vector<T> _retained;
    private readonly Vector<T> _drift;
    private readonly Vector<T> _threshold;
    private readonly Vector<T> _reset;
    private readonly Vector<T> _held;

    public DeltaLifKernel(int size, DeltaLif model, double stepMs, int held)
        : base(size)
    {
        var decay = Math.Exp(-stepMs / model.MembraneTauMs);
        _rows = [Row(model.LeakMv), HeldRow()];
        (_retained, _drift) = (VectorMath.Of<T>(decay), VectorMath.Of<T>(model.LeakMv * (1 - decay)));
        (_threshold, _reset, _held) = (VectorMath.Of<T>(model.ThresholdMv), VectorMath.Of<T>(model.ResetMv), VectorMath.Of<T>(held));
        Variables = [.. model.Variables, "held"];
    }

    public override IReadOnlyList<string> Variables { get; }

    public override ref T At(int variable, int cell) => ref _rows[variable].Span[cell];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Step(int from, int to, long step, T* first, T* second, int* fired)
    {
        T* membrane = _rows[0].Pointer, left = _rows[1].Pointer;
        var end = fired;
        var (retained, drift, threshold, reset, hold) = (_retained, _drift, _threshold, _reset, _held);
        for (nint i = from; i < to; i += Vector<T>.Count)
        {
            Vector<T> v = Vector.Load(membrane + i), waiting = Vector.Load(left + i), arriving = Vector.Load(first + i);
            Vector<T>.Zero.Store(first + i);
            var held = Vector.GreaterThan(waiting, Vector<T>.Zero);
            v = Vector.ConditionalSelect(held, v, ((v + arriving) * retained) + drift);
            waiting = Vector.Max(waiting - Vector<T>.One, Vector<T>.Zero);
            var crossed = Vector.AndNot(Vector.GreaterThan(v, threshold), held);
            Vector.ConditionalSelect(crossed, reset, v).Store(membrane + i);
            Vector.ConditionalSelect(crossed, hold, waiting).Store(left + i);
            if (SpikeMask.Any(crossed))
            {
                end = SpikeMask.Append(crossed, (int)i, end);
            }
        }

        return (int)(end - fired);
    }
}
