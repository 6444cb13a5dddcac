using System.Numerics;
using System.Numerics.Tensors;
using Glia.Synapses.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Glia.Synapses;

/// <summary>One call of a layer with delays, with what its backward pass needs besides tensors.</summary>
internal abstract class DelayedCall
{
    /// <summary>Returns the output, and the kernel to be saved.</summary>
    public abstract (Tensor Output, Tensor Kernel) Forward(Tensor input, Tensor weight, Tensor position);

    /// <summary>Returns the gradients of input (null where nobody wants it), weight and position.</summary>
    public abstract (Tensor? Input, Tensor Weight, Tensor Position) Backward(Tensor input, Tensor weight, Tensor position, Tensor kernel, Tensor outputGradient);
}

/// <summary>A call in one precision: it chooses, for each product, the way that is fastest for its taps and its input.</summary>
internal sealed class DelayedCall<T>(DelayShape shape, int taps, TapProfile<T> profile, TapProfile<double> exact) : DelayedCall
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // What the ways cost relative to each other, measured at the sizes of docs/performance.md.
    private const double DenseInput = 0.5;
    private const double DenseTaps = 0.5;
    private const double WindowsWorth = 0.8;
    private const double ComponentsWorth = 0.7;
    private const double EventsToWindows = 0.4;
    private const double EventsToComponents = 0.5;
    private const int WidestRange = 4;
    private readonly TapKernel<T> _taps = new(profile, shape, taps);
    private readonly DelayProducts<T> _products = new(shape);
    private DelayWindows<T>? _windows;
    private DelayComponents<T>? _components;
    private bool _sparse;
    private bool _wantsInput;

    // How many of the lanes that a block of samples takes hold a sample.
    private double Filled => (double)shape.Batch / (BatchLines<T>.BlocksOf(shape.Batch) * BatchLines<T>.Lanes);

    private static double Tolerance => typeof(T) == typeof(float) ? 6e-8 : 1e-14;

    public override (Tensor Output, Tensor Kernel) Forward(Tensor input, Tensor weight, Tensor position)
    {
        _wantsInput = input.requires_grad;
        var kernel = empty([shape.Inputs, shape.Slots, shape.RowOf<T>()], input.dtype);
        _taps.Fill(weight.AsReadOnlySpan<T>(), position.AsReadOnlySpan<T>(), kernel.AsSpan<T>());
        var values = input.AsReadOnlySpan<T>();
        var density = (values.Length - values.Count(T.Zero)) / (double)values.Length;
        _sparse = profile.IsRounded || density <= DenseInput;
        var events = density * shape.Slots * Filled;
        Choose(kernel.AsReadOnlySpan<T>(), position.AsReadOnlySpan<T>(), events);
        var byComponents = _components is not null && events >= EventsToComponents * _components.Rank;
        if (_windows is null && !byComponents && !_sparse)
        {
            return (DelayMatrices.Forward(input, kernel, shape), kernel);
        }

        var output = empty([shape.OutputSteps, shape.Batch, shape.Outputs], input.dtype);
        if (_windows is not null)
        {
            _windows.Forward(values, kernel.AsReadOnlySpan<T>(), output.AsSpan<T>());
        }
        else if (byComponents)
        {
            _components!.Forward(values, output.AsSpan<T>());
        }
        else
        {
            _products.Forward(values, kernel.AsReadOnlySpan<T>(), output.AsSpan<T>());
        }

        return (output, kernel);
    }

    public override (Tensor? Input, Tensor Weight, Tensor Position) Backward(Tensor input, Tensor weight, Tensor position, Tensor kernel, Tensor outputGradient)
    {
        using var kernelGradient = zeros_like(kernel);
        var byInput = _wantsInput ? empty_like(input) : null;
        if (_windows is not null)
        {
            _windows.Backward(
                input.AsReadOnlySpan<T>(), outputGradient.AsReadOnlySpan<T>(), kernel.AsReadOnlySpan<T>(), kernelGradient.AsSpan<T>(), byInput is null ? [] : byInput.AsSpan<T>());
        }
        else
        {
            byInput = OneByOne(input, kernel, outputGradient, kernelGradient, byInput);
        }

        var (byWeight, byPosition) = (empty_like(weight), empty_like(position));
        _taps.Backward(
            weight.AsReadOnlySpan<T>(), position.AsReadOnlySpan<T>(), kernelGradient.AsReadOnlySpan<T>(), byWeight.AsSpan<T>(), byPosition.AsSpan<T>());
        return (byInput, byWeight, byPosition);
    }

    // The gradient of the kernel, then that of the input, each in its own way.
    private Tensor? OneByOne(Tensor input, Tensor kernel, Tensor outputGradient, Tensor kernelGradient, Tensor? byInput)
    {
        var narrow = TapList<T>.Count(kernel.AsReadOnlySpan<T>()) <= DenseTaps * shape.Inputs * shape.Slots * shape.Outputs;
        var byTaps = byInput is not null && _components is null && narrow;
        var byMatrices = byInput is not null && _components is null && !narrow;
        using var padded = _sparse || byTaps ? _products.Padded(outputGradient.AsReadOnlySpan<T>()) : null;
        using var whole = !_sparse || byMatrices
            ? cat([outputGradient, zeros([shape.Window - shape.OutputSteps, shape.Batch, shape.Outputs], input.dtype)])
            : null;
        if (_sparse)
        {
            _products.KernelGradient(input.AsReadOnlySpan<T>(), padded!, kernelGradient.AsSpan<T>());
        }
        else
        {
            DelayMatrices.KernelGradient(input, whole!, kernelGradient, shape);
        }

        if (byMatrices)
        {
            return DelayMatrices.InputGradient(whole!, kernel, shape);
        }

        if (byTaps)
        {
            TapList<T>.Of(kernel.AsReadOnlySpan<T>(), shape).InputGradient(padded!, byInput!.AsSpan<T>());
        }
        else if (byInput is not null)
        {
            _components!.InputGradient(outputGradient.AsReadOnlySpan<T>(), byInput.AsSpan<T>());
        }

        return byInput;
    }

    // Both ways cost alike whatever the input is, so that a very sparse one is left to its events.
    private void Choose(ReadOnlySpan<T> kernel, ReadOnlySpan<T> position, double events)
    {
        if (profile.IsRounded)
        {
            return;
        }

        if (events >= EventsToWindows * TapChunk.Taps && DelayWindows<T>.Of(kernel, shape) is var windows
            && windows.Width <= WindowsWorth * shape.Slots && events >= EventsToWindows * windows.Width)
        {
            _windows = windows;
            return;
        }

        var centre = shape.Slots / 2;
        var (from, to) = (double.CreateChecked(TensorPrimitives.Min(position)) + centre, double.CreateChecked(TensorPrimitives.Max(position)) + centre);
        if (Filled >= DenseInput && to - from <= WidestRange * shape.Slots
            && DelayBasis.Of(exact, shape.Slots, from, to, Tolerance, (int)(ComponentsWorth * shape.Slots)) is { } basis)
        {
            _components = new DelayComponents<T>(shape, basis, kernel);
        }
    }
}
