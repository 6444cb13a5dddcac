using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Neurons;

/// <summary>One call of a fused kernel on tensors, with what its backward pass needs besides tensors.</summary>
internal abstract class FusedCall
{
    /// <summary>Runs forward without saving: returns output and final state.</summary>
    public abstract List<Tensor> Run(Tensor current, Tensor state);

    /// <summary>Runs forward: returns output and final state, and what to save.</summary>
    public abstract (List<Tensor> Outputs, List<Tensor> Saved) Forward(Tensor current, Tensor state);

    /// <summary>Runs backward: returns the gradients of current, state and parameters.</summary>
    public abstract List<Tensor> Backward(List<Tensor> saved, Tensor? outputGradient, Tensor? stateGradient);
}

/// <summary>A call in one precision.</summary>
internal sealed class FusedCall<T>(NeuronKernel<T> kernel, IReadOnlyList<Tensor> parameters, SequenceShape shape) : FusedCall
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly KernelParameters<T> _parameters = new(parameters.Select(p => p.AsReadOnlySpan<T>().ToArray()).ToArray());
    private readonly long[][] _parameterShapes = parameters.Select(p => p.shape).ToArray();
    private readonly bool _learning = parameters.Any(p => p.requires_grad);

    public override List<Tensor> Run(Tensor current, Tensor state)
    {
        var (output, final) = (empty_like(current), state.clone());
        kernel.Run(current.AsReadOnlySpan<T>(), output.AsSpan<T>(), final.AsSpan<T>(), _parameters, shape);
        return [output, final];
    }

    public override (List<Tensor> Outputs, List<Tensor> Saved) Forward(Tensor current, Tensor state)
    {
        var (output, final) = (empty_like(current), state.clone());
        var kept = empty([_learning ? kernel.SavedCountWhenLearning : kernel.SavedCount, shape.Length], current.dtype);
        if (_learning)
        {
            kernel.ForwardLearning(current.AsReadOnlySpan<T>(), output.AsSpan<T>(), final.AsSpan<T>(), kept.AsSpan<T>(), _parameters, shape);
            return ([output, final], [kept, state, current]);
        }

        kernel.Forward(current.AsReadOnlySpan<T>(), output.AsSpan<T>(), final.AsSpan<T>(), kept.AsSpan<T>(), _parameters, shape);
        return ([output, final], [kept, state]);
    }

    public override List<Tensor> Backward(List<Tensor> saved, Tensor? outputGradient, Tensor? stateGradient)
    {
        var (kept, initial) = (saved[0], saved[1]);
        var stateResult = stateGradient is null ? zeros_like(initial) : stateGradient.clone().contiguous();
        var currentResult = empty([shape.Steps, .. initial.shape.AsSpan(1)], initial.dtype);
        var up = outputGradient is null ? default : outputGradient.AsReadOnlySpan<T>();
        if (!_learning)
        {
            kernel.Backward(kept.AsReadOnlySpan<T>(), initial.AsReadOnlySpan<T>(), up, stateResult.AsSpan<T>(), currentResult.AsSpan<T>(), _parameters, shape);
            return [currentResult, stateResult, .. _parameterShapes.Select(_ => (Tensor)null!)];
        }

        var sums = kernel.BackwardLearning(
            saved[2].AsReadOnlySpan<T>(), kept.AsReadOnlySpan<T>(), initial.AsReadOnlySpan<T>(), up,
            stateResult.AsSpan<T>(), currentResult.AsSpan<T>(), _parameters, shape);
        return [currentResult, stateResult, .. sums.Zip(_parameterShapes, (sum, size) => tensor(sum, size, initial.dtype))];
    }
}
