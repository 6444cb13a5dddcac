using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>The neural tangent kernel of a model on its probe examples, K = J Jᵀ, where J holds the derivatives of all outputs by all parameters. Jacot et al. 2018.</summary>
public static class TangentKernel
{
    // 32 MB of a Jacobian at a time: one of 768 outputs by 90,000 weights would take half a gigabyte.
    private const int MostNumbers = 1 << 22;

    /// <summary>The kernel of a model, by the cheapest way that it knows.</summary>
    /// <returns>[outputs, outputs], symmetric.</returns>
    public static Matrix<double> Of(IProbedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.TangentKernel();
    }

    /// <summary>The kernel from the Jacobian, block by block: the whole Jacobian is never in memory.</summary>
    /// <returns>[outputs, outputs], symmetric.</returns>
    public static Matrix<double> FromJacobian(IProbedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var outputs = model.OutputCount;
        var size = Math.Clamp(MostNumbers / Math.Max(1, model.ParameterCount), 1, outputs);
        return FromJacobian(model, size);
    }

    internal static Matrix<double> FromJacobian(IProbedModel model, int rowsAtATime)
    {
        var outputs = model.OutputCount;
        var kernel = Matrix<double>.Build.Dense(outputs, outputs);
        for (var top = 0; top < outputs; top += rowsAtATime)
        {
            var upper = model.Jacobian(top, Math.Min(rowsAtATime, outputs - top));
            kernel.SetSubMatrix(top, top, upper.TransposeAndMultiply(upper));
            for (var left = top + rowsAtATime; left < outputs; left += rowsAtATime)
            {
                var block = upper.TransposeAndMultiply(model.Jacobian(left, Math.Min(rowsAtATime, outputs - left)));
                kernel.SetSubMatrix(top, left, block);
                kernel.SetSubMatrix(left, top, block.Transpose());
            }
        }

        return kernel;
    }
}
