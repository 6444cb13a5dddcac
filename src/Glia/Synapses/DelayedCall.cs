using System.Numerics;
using Glia.Synapses.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Synapses;

/// <summary>One call of a layer with delays, with what its backward pass needs besides tensors.</summary>
internal abstract class DelayedCall
{
    /// <summary>Returns the output, and the kernel to be saved.</summary>
    public abstract (Tensor Output, Tensor Kernel) Forward(Tensor input, Tensor weight, Tensor position);

    /// <summary>Returns the gradients of input (null where nobody wants it), weight and position.</summary>
    public abstract (Tensor? Input, Tensor Weight, Tensor Position) Backward(Tensor input, Tensor weight, Tensor position, Tensor kernel, Tensor outputGradient);
}

/// <summary>A call in one precision.</summary>
internal sealed class DelayedCall<T>(DelayShape shape, int taps, TapProfile<T> profile) : DelayedCall
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // By counts of operations, not by measurement: docs/performance.md.
    private const double DenseInput = 0.5;
    private const double DenseTaps = 0.5;
    private const double WindowsWorth = 0.8;
    private const double EventsWorth = 0.15;
    private readonly TapKernel<T> _taps = new(profile, shape, taps);
    private readonly DelayProducts<T> _products = new(shape);
    private bool _byEvents;
    private DelayWindows<T>? _windows;
    private bool _wantsInput;

    public override (Tensor Output, Tensor Kernel) Forward(Tensor input, Tensor weight, Tensor position)
    {
        _wantsInput = input.requires_grad;
        var kernel = empty([shape.Inputs, shape.Slots, shape.RowOf<T>()], input.dtype);
        _taps.Fill(weight.AsReadOnlySpan<T>(), position.AsReadOnlySpan<T>(), kernel.AsSpan<T>());
        var values = input.AsReadOnlySpan<T>();
        var density = (values.Length - values.Count(T.Zero)) / (double)values.Length;
        _windows = profile.IsRounded ? null : WindowsWhereWorthwhile(kernel.AsReadOnlySpan<T>(), density);
        if (_windows is not null)
        {
            var windowed = empty([shape.OutputSteps, shape.Batch, shape.Outputs], input.dtype);
            _windows.Forward(values, kernel.AsReadOnlySpan<T>(), windowed.AsSpan<T>());
            return (windowed, kernel);
        }

        _byEvents = profile.IsRounded || density <= DenseInput;
        if (!_byEvents)
        {
            return (DelayMatrices.Forward(input, kernel, shape), kernel);
        }

        var output = empty([shape.OutputSteps, shape.Batch, shape.Outputs], input.dtype);
        _products.Forward(values, kernel.AsReadOnlySpan<T>(), output.AsSpan<T>());
        return (output, kernel);
    }

    public override (Tensor? Input, Tensor Weight, Tensor Position) Backward(Tensor input, Tensor weight, Tensor position, Tensor kernel, Tensor outputGradient)
    {
        if (_windows is not null)
        {
            using var atWindows = zeros(kernel.shape, kernel.dtype);
            var byInput = _wantsInput ? empty_like(input) : null;
            _windows.Backward(input.AsReadOnlySpan<T>(), outputGradient.AsReadOnlySpan<T>(), kernel.AsReadOnlySpan<T>(), atWindows.AsSpan<T>(), byInput is null ? [] : byInput.AsSpan<T>());
            return Gradients(byInput, weight, position, atWindows);
        }

        var narrow = TapList<T>.Count(kernel.AsReadOnlySpan<T>()) <= DenseTaps * shape.Inputs * shape.Slots * shape.Outputs;
        var padded = _byEvents || (_wantsInput && narrow) ? _products.Padded(outputGradient.AsReadOnlySpan<T>()) : [];
        using var whole = !_byEvents || (_wantsInput && !narrow)
            ? cat([outputGradient, zeros([shape.Window - shape.OutputSteps, shape.Batch, shape.Outputs], input.dtype)])
            : null;
        using var kernelGradient = zeros(kernel.shape, kernel.dtype);
        if (_byEvents)
        {
            _products.KernelGradient(input.AsReadOnlySpan<T>(), padded, kernelGradient.AsSpan<T>());
        }
        else
        {
            DelayMatrices.KernelGradient(input, whole!, kernelGradient, shape);
        }

        return Gradients(!_wantsInput ? null : narrow ? ByTaps(kernel, padded) : DelayMatrices.InputGradient(whole!, kernel, shape), weight, position, kernelGradient);
    }

    private (Tensor? Input, Tensor Weight, Tensor Position) Gradients(Tensor? byInput, Tensor weight, Tensor position, Tensor kernelGradient)
    {
        var (byWeight, byPosition) = (empty_like(weight), empty_like(position));
        _taps.Backward(
            weight.AsReadOnlySpan<T>(), position.AsReadOnlySpan<T>(), kernelGradient.AsReadOnlySpan<T>(), byWeight.AsSpan<T>(), byPosition.AsSpan<T>());
        return (byInput, byWeight, byPosition);
    }

    private DelayWindows<T>? WindowsWhereWorthwhile(ReadOnlySpan<T> kernel, double density)
    {
        var filled = (double)shape.Batch / (BatchLines<T>.BlocksOf(shape.Batch) * BatchLines<T>.Lanes);
        if (density * shape.Slots * filled < EventsWorth * TapChunk.Taps)
        {
            return null;
        }

        var windows = DelayWindows<T>.Of(kernel, shape);
        return windows.Width <= WindowsWorth * shape.Slots && density * shape.Slots * filled >= EventsWorth * windows.Width ? windows : null;
    }

    private Tensor ByTaps(Tensor kernel, T[] padded)
    {
        var gradient = empty([shape.Steps, shape.Batch, shape.Inputs], kernel.dtype);
        TapList<T>.Of(kernel.AsReadOnlySpan<T>(), shape).InputGradient(padded, gradient.AsSpan<T>());
        return gradient;
    }
}
