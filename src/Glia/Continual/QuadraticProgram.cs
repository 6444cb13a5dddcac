namespace Glia.Continual;

/// <summary>The least ½ xᵀPx + qᵀx with every x_i ≥ a bound, for a few variables: the dual of gradient episodic memory.</summary>
/// <remarks>
/// <para>Exact up to rounding: an active-set method (Lawson and Hanson 1974), which frees one variable after the other and solves for the free ones by Cholesky.</para>
/// <para>Cost: about n⁴/12 operations for n variables that all end up free; no allocation after construction. Thread-safe: no.</para>
/// </remarks>
/// <param name="capacity">The largest number of variables.</param>
public sealed class QuadraticProgram(int capacity)
{
    private const double Tolerance = 1e-10;
    private readonly double[] _force = new double[capacity];
    private readonly double[] _step = new double[capacity];
    private readonly double[] _factor = new double[capacity * capacity];
    private readonly int[] _free = new int[capacity];
    private int _freeCount;

    /// <summary>Solves a program.</summary>
    /// <param name="matrix">P, [n, n] row by row, symmetric and positive definite.</param>
    /// <param name="linear">q, [n].</param>
    /// <param name="bound">The bound of all variables.</param>
    /// <param name="solution">x, [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, n is above the capacity, or P is not positive definite.</exception>
    public void Solve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double bound, Span<double> solution)
    {
        var n = linear.Length;
        if (n > _free.Length || matrix.Length != n * n || solution.Length != n)
        {
            throw new ArgumentException($"A program of {n} variables (at most {_free.Length}) needs a matrix of {n * n} numbers and {n} for the solution; got {matrix.Length} and {solution.Length}.");
        }

        // With y = x − bound ≥ 0 the force on y is −(Py + q + P·bound).
        _freeCount = 0;
        solution.Clear();
        while (Release(matrix, linear, bound, solution))
        {
        }

        foreach (ref var value in solution)
        {
            value += bound;
        }
    }

    // Frees the variable that is pushed off its bound most, and moves to the best point of the free ones; false at the optimum.
    private bool Release(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double bound, Span<double> y)
    {
        Push(matrix, linear, bound, y);
        while (Strongest(linear.Length) is >= 0 and var chosen)
        {
            _free[_freeCount++] = chosen;
            Minimise(matrix, linear, bound);
            if (_step[chosen] > 0)
            {
                Advance(matrix, linear, bound, y);
                return true;
            }

            // Rounding: the variable would go back at once. Try the next one.
            _freeCount--;
            _force[chosen] = 0;
        }

        return false;
    }

    private void Push(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double bound, ReadOnlySpan<double> y)
    {
        for (var i = 0; i < linear.Length; i++)
        {
            var (sum, scale) = (linear[i], Math.Abs(linear[i]));
            for (var j = 0; j < linear.Length; j++)
            {
                var term = matrix[(i * linear.Length) + j] * (y[j] + bound);
                sum += term;
                scale += Math.Abs(term);
            }

            _force[i] = Math.Abs(sum) <= Tolerance * scale ? 0 : -sum;
        }
    }

    private int Strongest(int n)
    {
        var chosen = -1;
        for (var i = 0; i < n; i++)
        {
            if (_force[i] > 0 && !IsFree(i) && (chosen < 0 || _force[i] > _force[chosen]))
            {
                chosen = i;
            }
        }

        return chosen;
    }

    private void Advance(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double bound, Span<double> y)
    {
        while (Reach(y) is < 1 and var share)
        {
            var kept = 0;
            for (var k = 0; k < _freeCount; k++)
            {
                var i = _free[k];
                y[i] += share * (_step[i] - y[i]);
                if (_step[i] <= 0 && y[i] <= Tolerance * Math.Abs(_step[i]))
                {
                    y[i] = 0;
                }
                else
                {
                    _free[kept++] = i;
                }
            }

            _freeCount = kept;
            Minimise(matrix, linear, bound);
        }

        for (var k = 0; k < _freeCount; k++)
        {
            y[_free[k]] = _step[_free[k]];
        }
    }

    // How far y can go towards the best point of the free variables before one of them meets its bound: 1 for all the way.
    private double Reach(ReadOnlySpan<double> y)
    {
        var share = 1.0;
        for (var k = 0; k < _freeCount; k++)
        {
            var i = _free[k];
            if (_step[i] <= 0)
            {
                share = Math.Min(share, y[i] / (y[i] - _step[i]));
            }
        }

        return share;
    }

    // The unbounded minimum over the free variables, by Cholesky.
    private void Minimise(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double bound)
    {
        var (n, m) = (linear.Length, _freeCount);
        for (var r = 0; r < m; r++)
        {
            var row = matrix.Slice(_free[r] * n, n);
            for (var c = 0; c <= r; c++)
            {
                var sum = row[_free[c]];
                for (var k = 0; k < c; k++)
                {
                    sum -= _factor[(r * m) + k] * _factor[(c * m) + k];
                }

                _factor[(r * m) + c] = c < r ? sum / _factor[(c * m) + c]
                    : sum > 0 ? Math.Sqrt(sum)
                    : throw new ArgumentException("The matrix of a quadratic program must be positive definite; add a ridge to its diagonal.", nameof(matrix));
            }

            var right = -linear[_free[r]];
            for (var j = 0; j < n; j++)
            {
                right -= row[j] * bound;
            }

            for (var k = 0; k < r; k++)
            {
                right -= _factor[(r * m) + k] * _step[_free[k]];
            }

            _step[_free[r]] = right / _factor[(r * m) + r];
        }

        for (var r = m - 1; r >= 0; r--)
        {
            var value = _step[_free[r]];
            for (var k = r + 1; k < m; k++)
            {
                value -= _factor[(k * m) + r] * _step[_free[k]];
            }

            _step[_free[r]] = value / _factor[(r * m) + r];
        }
    }

    private bool IsFree(int variable) => _free.AsSpan(0, _freeCount).Contains(variable);
}
