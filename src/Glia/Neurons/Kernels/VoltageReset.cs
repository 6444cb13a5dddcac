using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Kernels;

/// <summary>The reset of a membrane and its adjoint, by mode, with the spike's part in the gradient or without.</summary>
internal readonly struct VoltageReset<T>(ResetMode mode, ResetGradient gradient)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The branches on these fields go the same way in every step: they cost a cycle, where a kernel per mode would cost compilation.
    private readonly bool _hard = mode == ResetMode.Hard;
    private readonly bool _soft = mode == ResetMode.Soft;
    private readonly bool _through = gradient == ResetGradient.Through;

    /// <summary>The membrane after the reset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Apply(Vector<T> charged, Vector<T> spike, Vector<T> threshold, Vector<T> resetPotential) =>
        _hard ? ((Vector<T>.One - spike) * charged) + (spike * resetPotential)
        : _soft ? charged - (spike * threshold)
        : charged;

    /// <summary>Turns the gradient of the membrane after the reset into that before it; returns the spike's gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Adjoint(
        Vector<T> charged, Vector<T> spike, Vector<T> threshold, Vector<T> resetPotential,
        ref Vector<T> membrane, ref Vector<T> thresholdGradient, ref Vector<T> resetPotentialGradient)
    {
        var after = membrane;
        if (_hard)
        {
            membrane = after * (Vector<T>.One - spike);
            resetPotentialGradient += after * spike;
            return _through ? after * (resetPotential - charged) : Vector<T>.Zero;
        }

        if (_soft)
        {
            thresholdGradient -= after * spike;
            return _through ? -(after * threshold) : Vector<T>.Zero;
        }

        return Vector<T>.Zero;
    }
}
