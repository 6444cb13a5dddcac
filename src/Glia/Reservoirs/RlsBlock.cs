using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Glia.Reservoirs;

/// <summary>Recursive least squares over several steps at once: the same weights as step by step, in a fraction of the passes over P.</summary>
/// <remarks>
/// With X [m, N] the states, λ_b = l^(m−1−b) their weights and P' = P/l^m: S = Λ⁻¹ + X P' X' = L L'; Q = L⁻¹ X P'; w ← w + Q' L⁻¹ (d − X w); P ← P' − Q' Q.
/// The last product is the same number at (i, j) and (j, i), so that P stays symmetric to the last bit, which keeps forgetting stable.
/// </remarks>
internal sealed class RlsBlock(int features)
{
    /// <summary>The most steps that are taken at once.</summary>
    public const int Most = 16;

    private const int Rows = 4;

    private readonly double[] _states = new double[Most * features];
    private readonly double[] _products = new double[Most * features];
    private readonly double[] _factor = new double[Most * Most];
    private readonly double[] _errors = new double[Most];

    /// <summary>Learns from m steps, at most <see cref="Most"/>.</summary>
    /// <param name="inverse">P [N, N].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="states">[m, N].</param>
    /// <param name="targets">[m, K].</param>
    /// <param name="forgetting">l.</param>
    public void Learn(Span<double> inverse, OnlineWeights weights, ReadOnlySpan<float> states, ReadOnlySpan<double> targets, double forgetting)
    {
        var steps = states.Length / features;
        TensorPrimitives.ConvertTruncating<float, double>(states, _states);
        var growth = 1 / Math.Pow(forgetting, steps);
        Multiply(inverse, steps, growth);
        Factor(steps, forgetting);
        SolveRows(steps);
        for (var output = 0; output < weights.Outputs; output++)
        {
            Move(weights.Of(output), targets[output..], weights.Outputs, steps);
        }

        Downdate(inverse, steps, growth);
    }

    private Span<double> State(int step) => _states.AsSpan(step * features, features);

    private Span<double> Product(int step) => _products.AsSpan(step * features, features);

    // X P', four rows of P and two states at a time: a number of P is read once for both.
    private void Multiply(ReadOnlySpan<double> inverse, int steps, double growth)
    {
        var row = 0;
        for (; row + Rows <= features; row += Rows)
        {
            var step = 0;
            for (; step + 2 <= steps; step += 2)
            {
                Dots(inverse[(row * features)..], State(step), State(step + 1), _products.AsSpan((step * features) + row), _products.AsSpan(((step + 1) * features) + row));
            }

            if (step < steps)
            {
                for (var part = 0; part < Rows; part++)
                {
                    _products[(step * features) + row + part] = TensorPrimitives.Dot(inverse.Slice((row + part) * features, features), State(step));
                }
            }
        }

        for (; row < features; row++)
        {
            for (var step = 0; step < steps; step++)
            {
                _products[(step * features) + row] = TensorPrimitives.Dot(inverse.Slice(row * features, features), State(step));
            }
        }

        if (growth != 1)
        {
            TensorPrimitives.Multiply(_products.AsSpan(0, steps * features), growth, _products.AsSpan(0, steps * features));
        }
    }

    private void Dots(ReadOnlySpan<double> rows, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> firstResults, Span<double> secondResults)
    {
        ref var p = ref MemoryMarshal.GetReference(rows);
        ref var x = ref MemoryMarshal.GetReference(first);
        ref var y = ref MemoryMarshal.GetReference(second);
        var (a0, a1, a2, a3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var (b0, b1, b2, b3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var column = 0;
        for (; column <= features - Vector<double>.Count; column += Vector<double>.Count)
        {
            var (u, v) = (Vector.LoadUnsafe(ref x, (nuint)column), Vector.LoadUnsafe(ref y, (nuint)column));
            var row = Vector.LoadUnsafe(ref p, (nuint)column);
            (a0, b0) = (Vector.MultiplyAddEstimate(row, u, a0), Vector.MultiplyAddEstimate(row, v, b0));
            row = Vector.LoadUnsafe(ref p, (nuint)(column + features));
            (a1, b1) = (Vector.MultiplyAddEstimate(row, u, a1), Vector.MultiplyAddEstimate(row, v, b1));
            row = Vector.LoadUnsafe(ref p, (nuint)(column + (2 * features)));
            (a2, b2) = (Vector.MultiplyAddEstimate(row, u, a2), Vector.MultiplyAddEstimate(row, v, b2));
            row = Vector.LoadUnsafe(ref p, (nuint)(column + (3 * features)));
            (a3, b3) = (Vector.MultiplyAddEstimate(row, u, a3), Vector.MultiplyAddEstimate(row, v, b3));
        }

        (firstResults[0], firstResults[1], firstResults[2], firstResults[3]) = (Vector.Sum(a0), Vector.Sum(a1), Vector.Sum(a2), Vector.Sum(a3));
        (secondResults[0], secondResults[1], secondResults[2], secondResults[3]) = (Vector.Sum(b0), Vector.Sum(b1), Vector.Sum(b2), Vector.Sum(b3));
        for (; column < features; column++)
        {
            for (var part = 0; part < Rows; part++)
            {
                firstResults[part] += rows[column + (part * features)] * first[column];
                secondResults[part] += rows[column + (part * features)] * second[column];
            }
        }
    }

    // The lower factor L of S, row by row.
    private void Factor(int steps, double forgetting)
    {
        for (var row = 0; row < steps; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = TensorPrimitives.Dot<double>(State(row), Product(column)) + (row == column ? Math.Pow(forgetting, row - steps + 1) : 0);
                for (var inner = 0; inner < column; inner++)
                {
                    sum -= _factor[(row * Most) + inner] * _factor[(column * Most) + inner];
                }

                _factor[(row * Most) + column] = row == column ? Math.Sqrt(sum) : sum / _factor[(column * Most) + column];
            }
        }
    }

    // Q in the place of X P'.
    private void SolveRows(int steps)
    {
        for (var row = 0; row < steps; row++)
        {
            var product = Product(row);
            for (var inner = 0; inner < row; inner++)
            {
                TensorPrimitives.MultiplyAdd(Product(inner), -_factor[(row * Most) + inner], product, product);
            }

            TensorPrimitives.Divide(product, _factor[(row * Most) + row], product);
        }
    }

    private void Move(Span<double> weights, ReadOnlySpan<double> targets, int stride, int steps)
    {
        for (var row = 0; row < steps; row++)
        {
            var error = targets[row * stride] - TensorPrimitives.Dot<double>(weights, State(row));
            for (var inner = 0; inner < row; inner++)
            {
                error -= _factor[(row * Most) + inner] * _errors[inner];
            }

            _errors[row] = error / _factor[(row * Most) + row];
        }

        for (var row = 0; row < steps; row++)
        {
            TensorPrimitives.MultiplyAdd(Product(row), _errors[row], weights, weights);
        }
    }

    private void Downdate(Span<double> inverse, int steps, double growth)
    {
        Span<double> factors = stackalloc double[Rows * Most];
        for (var row = 0; row < features; row += Rows)
        {
            var rows = Math.Min(Rows, features - row);
            for (var step = 0; step < steps; step++)
            {
                for (var part = 0; part < Rows; part++)
                {
                    factors[(step * Rows) + part] = part < rows ? -_products[(step * features) + row + part] : 0;
                }
            }

            var first = row * features;
            if (rows == Rows)
            {
                DowndateFour(inverse.Slice(first, Rows * features), factors, steps, growth);
            }
            else
            {
                for (var part = 0; part < rows; part++)
                {
                    DowndateRest(inverse.Slice(first + (part * features), features), factors[part..], steps, growth, 0);
                }
            }
        }
    }

    private void DowndateFour(Span<double> rows, ReadOnlySpan<double> factors, int steps, double growth)
    {
        ref var p = ref MemoryMarshal.GetReference(rows);
        ref var products = ref MemoryMarshal.GetArrayDataReference(_products);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        var column = 0;
        for (; column <= features - Vector<double>.Count; column += Vector<double>.Count)
        {
            var at = (nuint)column;
            var stride = (nuint)features;
            var scale = Vector.Create(growth);
            var a = Vector.LoadUnsafe(ref p, at) * scale;
            var b = Vector.LoadUnsafe(ref p, at + stride) * scale;
            var c = Vector.LoadUnsafe(ref p, at + (2 * stride)) * scale;
            var d = Vector.LoadUnsafe(ref p, at + (3 * stride)) * scale;
            for (var step = 0; step < steps; step++)
            {
                var q = Vector.LoadUnsafe(ref products, at + ((nuint)step * stride));
                ref var four = ref Unsafe.Add(ref factor, step * Rows);
                a = Vector.MultiplyAddEstimate(Vector.Create(four), q, a);
                b = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref four, 1)), q, b);
                c = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref four, 2)), q, c);
                d = Vector.MultiplyAddEstimate(Vector.Create(Unsafe.Add(ref four, 3)), q, d);
            }

            a.StoreUnsafe(ref p, at);
            b.StoreUnsafe(ref p, at + stride);
            c.StoreUnsafe(ref p, at + (2 * stride));
            d.StoreUnsafe(ref p, at + (3 * stride));
        }

        for (var part = 0; part < Rows && column < features; part++)
        {
            DowndateRest(rows.Slice(part * features, features), factors[part..], steps, growth, column);
        }
    }

    private void DowndateRest(Span<double> row, ReadOnlySpan<double> factors, int steps, double growth, int firstColumn)
    {
        for (var column = firstColumn; column < features; column++)
        {
            var value = row[column] * growth;
            for (var step = 0; step < steps; step++)
            {
                value = double.MultiplyAddEstimate(factors[step * Rows], _products[(step * features) + column], value);
            }

            row[column] = value;
        }
    }
}
