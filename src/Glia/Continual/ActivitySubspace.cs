using MathNet.Numerics.LinearAlgebra;

namespace Glia.Continual;

/// <summary>The directions in which the inputs of one layer have varied: an orthonormal basis U that grows with each task.</summary>
/// <remarks>Source: Saha, Garg, Roy 2021 (gradient projection memory) and their code.</remarks>
public sealed class ActivitySubspace
{
    private readonly int _width;
    private readonly OrthonormalBasis _basis;
    private float[] _rows = [];
    private float[] _coefficients = [];
    private int[] _active = [];
    private bool _isFirst = true;

    /// <summary>An empty subspace.</summary>
    /// <param name="width">Inputs of the layer.</param>
    public ActivitySubspace(int width)
    {
        _basis = new OrthonormalBasis(width);
        _width = width;
    }

    /// <summary>Inputs of the layer.</summary>
    public int Width => _width;

    /// <summary>Number of directions.</summary>
    public int Dimensions => _basis.Count;

    /// <summary>A direction of U, of length 1.</summary>
    public ReadOnlySpan<float> this[int index] => _basis[index];

    /// <summary>Adds the leading directions of what activity leaves unexplained, until the subspace holds a share of its energy.</summary>
    /// <remarks>
    /// With Â = A − UUᵀA and σ² the squared singular values of Â, left vectors are added while ‖A‖² − ‖Â‖² + Σσ² is below ε‖A‖². The first time it is as
    /// many as have a cumulative share of energy below ε, which is one less.
    /// </remarks>
    /// <param name="activity">A: one row of inputs a sample.</param>
    /// <param name="threshold">ε, greater than 0, at most 1.</param>
    /// <exception cref="ArgumentException">A row has another width, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not in (0, 1].</exception>
    public void Extend(IReadOnlyList<float[]> activity, double threshold)
    {
        if (threshold is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold of energy must be greater than 0 and at most 1.");
        }

        if (activity.Count == 0 || activity.Any(row => row.Length != _width))
        {
            throw new ArgumentException($"Activity must be rows of {_width} inputs, at least one; got {activity.Count} rows.", nameof(activity));
        }

        var total = activity.Sum(row => GradientProduct.Dot(row, row));
        var rest = activity.Select(row => (float[])row.Clone()).ToList();
        rest.ForEach(row => _basis.RemoveFrom(row));
        var (directions, energies) = Principal(rest);
        var kept = (total - rest.Sum(row => GradientProduct.Dot(row, row))) / total;
        for (var i = 0; i < directions.Length && Dimensions < _width && energies[i] > 0; i++)
        {
            var with = kept + (energies[i] / total);
            if ((_isFirst ? with : kept) >= threshold)
            {
                break;
            }

            _basis.Add(directions[i]);
            kept = with;
        }

        _isFirst = false;
        Pack();
    }

    /// <summary>∂L/∂W ← ∂L/∂W − UUᵀ ∂L/∂W, so that a step changes no answer to inputs in the subspace. Cost: no allocation.</summary>
    /// <param name="gradient">[inputs, stride]: the weights' gradient as it lies in a layer.</param>
    /// <param name="stride">Numbers of a row, a multiple of 16.</param>
    /// <exception cref="ArgumentException">The gradient is not inputs × stride numbers, or the stride no multiple of 16.</exception>
    public void RemoveFrom(Span<float> gradient, int stride)
    {
        if (stride % SubspaceKernel.Columns != 0 || gradient.Length != _width * stride)
        {
            throw new ArgumentException($"The gradient of a layer with {_width} inputs must have {_width} rows of a multiple of {SubspaceKernel.Columns} numbers; got {gradient.Length} numbers in rows of {stride}.");
        }

        if (Dimensions == 0)
        {
            return;
        }

        var rows = _rows.Length / _width;
        if (_coefficients.Length < rows * stride)
        {
            _coefficients = new float[rows * stride];
        }

        SubspaceKernel.Remove(_rows, rows, _width, gradient, stride, _coefficients, _active);
    }

    // The kernel takes directions in blocks; the last block is filled up with zeros.
    private void Pack()
    {
        var rows = (Dimensions + SubspaceKernel.Rows - 1) / SubspaceKernel.Rows * SubspaceKernel.Rows;
        _rows = new float[rows * _width];
        _active = new int[_width];
        for (var k = 0; k < Dimensions; k++)
        {
            _basis[k].CopyTo(_rows.AsSpan(k * _width));
        }
    }

    // Left singular vectors of the activity (inputs × samples) and their squared singular values, largest first, from the smaller of the two products of
    // the activity with itself: a tenth of the time of a singular value decomposition, and exact enough, since directions of little energy are not taken.
    private (float[][] Directions, double[] Energies) Principal(List<float[]> activity)
    {
        var samples = Matrix<double>.Build.Dense(activity.Count, _width, (row, column) => activity[row][column]);
        var bySamples = activity.Count < _width;
        var product = bySamples ? samples.TransposeAndMultiply(samples) : samples.TransposeThisAndMultiply(samples);
        var eigen = product.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, product.RowCount).OrderByDescending(i => eigen.EigenValues[i].Real).ToArray();
        var vectors = bySamples ? samples.TransposeThisAndMultiply(eigen.EigenVectors) : eigen.EigenVectors;
        return ([.. order.Select(i => vectors.Column(i).Select(value => (float)value).ToArray())], [.. order.Select(i => eigen.EigenValues[i].Real)]);
    }
}
