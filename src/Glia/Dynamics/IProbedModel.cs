using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>A model seen through a fixed set of probe examples: what the measures of lazy and rich learning need to know of it.</summary>
/// <remarks>
/// Parameters are those whose learning is in question, in any fixed order; outputs are all outputs of all examples, one after the other. Kept by
/// <see cref="ProbedFunction"/> (any delegate), <see cref="ProbedPerceptron"/> and <see cref="ProbedCtRnn"/>. A model that knows a cheaper way to its kernel than the
/// Jacobian overrides <see cref="TangentKernel"/>.
/// </remarks>
public interface IProbedModel
{
    /// <summary>P, number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Number of outputs over all probe examples.</summary>
    int OutputCount { get; }

    /// <summary>A copy of the parameters as they are now, [P].</summary>
    double[] Parameters();

    /// <summary>The representation of the probe examples as it is now, [examples, units].</summary>
    Matrix<double> Representation();

    /// <summary>Derivatives of some outputs by the parameters as they are now, [count, P].</summary>
    /// <param name="first">The first output.</param>
    /// <param name="count">How many outputs.</param>
    Matrix<double> Jacobian(int first, int count);

    /// <summary>K = J Jᵀ as it is now, [outputs, outputs].</summary>
    Matrix<double> TangentKernel() => Dynamics.TangentKernel.FromJacobian(this);
}
