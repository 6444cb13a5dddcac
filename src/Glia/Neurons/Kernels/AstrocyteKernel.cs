using System.Numerics;
using Glia.Neurons.Surrogates;

namespace Glia.Neurons.Kernels;

/// <summary>Neurons with astrocytes that cover several of them: one pass over all steps, sequence by sequence.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract unsafe class AstrocyteKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Compiles a layer for its surrogate.</summary>
    public static AstrocyteKernel<T> Of(AstrocyteLayerOptions options) => options.Unit.Surrogate.Accept(new Compiler(options));

    /// <summary>Runs forward.</summary>
    /// <param name="sequence">What is read.</param>
    /// <param name="state">State [B, N + A], in and out.</param>
    /// <param name="spikes">[T, B, N], written.</param>
    /// <param name="charged">Membranes before the reset [T, B, N], written.</param>
    /// <param name="astrocytes">Astrocytes before each step [T, B, A], written.</param>
    public abstract void Forward(AstrocyteSequence<T> sequence, T* state, T* spikes, T* charged, T* astrocytes);

    /// <summary>Runs backward; returns the gradients of the four constants.</summary>
    /// <param name="sequence">What forward read.</param>
    /// <param name="saved">What forward wrote.</param>
    /// <param name="outputGradient">[T, B, N].</param>
    /// <param name="stateGradient">Gradient of the final state in, of the initial state out.</param>
    /// <param name="currentGradient">[T, B, N], written.</param>
    /// <param name="driveGradient">[T, B, A], written where there is a drive.</param>
    public abstract double[][] Backward(AstrocyteSequence<T> sequence, AstrocyteSaved<T> saved, T* outputGradient, T* stateGradient, T* currentGradient, T* driveGradient);

    private sealed class Compiler(AstrocyteLayerOptions options) : ISurrogateVisitor<AstrocyteKernel<T>>
    {
        public AstrocyteKernel<T> Visit<TFunction>(TFunction function)
            where TFunction : struct, ISurrogateFunction => options.Unit.Nonlinearity == SpikeNonlinearity.Step
            ? new AstrocytePasses<T, StepSpike<T, TFunction>>(options, new StepSpike<T, TFunction>(function, options.Unit.Comparison))
            : new AstrocytePasses<T, SmoothSpike<T, TFunction>>(options, new SmoothSpike<T, TFunction>(function));
    }
}
