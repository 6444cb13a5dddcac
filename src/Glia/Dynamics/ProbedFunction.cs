using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>Any model as a function of its parameters; derivatives by central differences where no Jacobian is given.</summary>
/// <param name="parameters">The parameters, [P]; the array is kept, so that training may change its numbers in place.</param>
/// <param name="outputs">All outputs of all probe examples for given parameters.</param>
/// <param name="representation">The representation for given parameters, [examples, units].</param>
public sealed class ProbedFunction(double[] parameters, Func<double[], double[]> outputs, Func<double[], Matrix<double>> representation) : IProbedModel
{
    // The cube root of the rounding error balances that of the difference.
    private static readonly double Step = Math.Cbrt(Math.BitIncrement(1.0) - 1);

    private readonly double[] _parameters = parameters is { Length: > 0 } ? parameters : throw new ArgumentException("A model needs at least one parameter.", nameof(parameters));
    private readonly Func<double[], double[]> _outputs = outputs ?? throw new ArgumentNullException(nameof(outputs));
    private readonly Func<double[], Matrix<double>> _representation = representation ?? throw new ArgumentNullException(nameof(representation));

    /// <summary>The derivatives of all outputs for given parameters, [outputs, P]; null for central differences.</summary>
    public Func<double[], Matrix<double>>? Derivatives { get; init; }

    /// <inheritdoc/>
    public int ParameterCount => _parameters.Length;

    /// <inheritdoc/>
    public int OutputCount { get; } = outputs(parameters).Length;

    /// <inheritdoc/>
    public double[] Parameters() => [.. _parameters];

    /// <inheritdoc/>
    public Matrix<double> Representation() => _representation(Parameters());

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The given Jacobian has another shape, or the number of outputs changes with the parameters.</exception>
    public Matrix<double> Jacobian(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, OutputCount);
        if (Derivatives is not null)
        {
            var all = Derivatives(Parameters());
            return all.RowCount == OutputCount && all.ColumnCount == ParameterCount
                ? all.SubMatrix(first, count, 0, ParameterCount)
                : throw new InvalidOperationException($"The Jacobian must be [{OutputCount}, {ParameterCount}]; got [{all.RowCount}, {all.ColumnCount}].");
        }

        var jacobian = Matrix<double>.Build.Dense(count, ParameterCount);
        var changed = Parameters();
        for (var parameter = 0; parameter < ParameterCount; parameter++)
        {
            var here = _parameters[parameter];
            var step = Step * Math.Max(1, Math.Abs(here));
            changed[parameter] = here + step;
            var above = Outputs(changed);
            changed[parameter] = here - step;
            var below = Outputs(changed);
            changed[parameter] = here;
            for (var row = 0; row < count; row++)
            {
                jacobian[row, parameter] = (above[first + row] - below[first + row]) / (2 * step);
            }
        }

        return jacobian;
    }

    private double[] Outputs(double[] at)
    {
        var values = _outputs(at);
        return values.Length == OutputCount ? values : throw new InvalidOperationException($"The function gave {OutputCount} outputs first and {values.Length} now.");
    }
}
