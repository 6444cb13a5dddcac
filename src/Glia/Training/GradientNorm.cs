using Glia.Tensors;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Glia.Training;

/// <summary>The length of all gradients together.</summary>
public static class GradientNorm
{
    /// <summary>Scales all gradients down where their common norm is larger than allowed, as torch's clip_grad_norm_; call it between backward and the optimiser's step.</summary>
    /// <param name="parameters">Leaf tensors of single precision; those without a gradient count nothing.</param>
    /// <param name="largest">The largest norm allowed, above 0.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The largest norm is not positive.</exception>
    public static double Clip(IEnumerable<Tensor> parameters, double largest)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToList();
        var norm = Math.Sqrt(gradients.Sum(gradient => (double)TensorPrimitives.SumOfSquares(gradient.contiguous().AsReadOnlySpan<float>())));
        if (norm > largest)
        {
            foreach (var gradient in gradients)
            {
                gradient.ScaleInPlace(largest / norm);
            }
        }

        return norm;
    }
}
