using System.Numerics.Tensors;

namespace Glia.CrossModal;

/// <summary>Cross-entropy of who belongs to whom in a batch, in both directions: each recording of one kind chooses among all of the other.</summary>
/// <remarks>
/// L = z₂ z₁ᵀ/τ, [second, first]; loss = mean over the batch of (CE(L, T) + CE(Lᵀ, Tᵀ))/2, with targets T that the subclasses name. Radford et al. 2021
/// (CLIP), with softer targets where a batch holds several pairs of one class. In double precision. Thread-safe: yes.
/// </remarks>
public abstract class ContrastiveLoss : IPairLoss
{
    private readonly double _temperature;

    private protected ContrastiveLoss(double temperature)
    {
        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature must be above 0 and finite.");
        }

        _temperature = temperature;
    }

    /// <inheritdoc/>
    public double Evaluate(PairBatch embeddings, Span<float> firstGradient, Span<float> secondGradient)
    {
        var first = embeddings.First;
        var second = embeddings.Second;
        if (first.Length != second.Length || firstGradient.Length != first.Length || secondGradient.Length != first.Length)
        {
            throw new ArgumentException($"Embeddings of {embeddings.Count} pairs have {first.Length} and {second.Length} numbers, their gradients {firstGradient.Length} and {secondGradient.Length}; all must be equal.", nameof(embeddings));
        }

        var count = embeddings.Count;
        var logits = Products(second, first, count, 1 / _temperature);
        var targets = Targets(embeddings);
        var (rows, columns) = (LogSoftmax(logits, count), Transposed(LogSoftmax(Transposed(logits, count), count), count));
        var gradient = new double[count * count];
        var loss = 0.0;
        for (var column = 0; column < count; column++)
        {
            var columnSum = 0.0;
            for (var row = 0; row < count; row++)
            {
                columnSum += targets[(row * count) + column];
            }

            for (var i = column; i < gradient.Length; i += count)
            {
                loss -= targets[i] * (rows[i] + columns[i]);
                gradient[i] = (Math.Exp(rows[i]) + (columnSum * Math.Exp(columns[i])) - (2 * targets[i])) / (2 * count * _temperature);
            }
        }

        firstGradient.Clear();
        secondGradient.Clear();
        AddProducts(gradient, first, secondGradient, count);
        AddProducts(Transposed(gradient, count), second, firstGradient, count);
        AddTargetGradient(embeddings, targets, Array.ConvertAll([.. rows.Zip(columns)], pair => -(pair.First + pair.Second) / (2 * count)), firstGradient, secondGradient);
        return loss / (2 * count);
    }

    /// <summary>T, [second, first]: rows sum to 1.</summary>
    private protected abstract double[] Targets(PairBatch embeddings);

    /// <summary>Adds what changes the loss through the targets.</summary>
    private protected virtual void AddTargetGradient(PairBatch embeddings, double[] targets, double[] byTargets, Span<float> firstGradient, Span<float> secondGradient)
    {
    }

    /// <summary>a bᵀ · scale, [B, B].</summary>
    private protected static double[] Products(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int count, double scale)
    {
        var (products, width) = (new double[count * count], a.Length / count);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                products[(row * count) + column] = scale * TensorPrimitives.Dot(a.Slice(row * width, width), b.Slice(column * width, width));
            }
        }

        return products;
    }

    /// <summary>to ← to + factors · vectors, factors [B, B].</summary>
    private protected static void AddProducts(double[] factors, ReadOnlySpan<float> vectors, Span<float> to, int count)
    {
        var width = vectors.Length / count;
        for (var row = 0; row < count; row++)
        {
            var sum = to.Slice(row * width, width);
            for (var column = 0; column < count; column++)
            {
                TensorPrimitives.MultiplyAdd(vectors.Slice(column * width, width), (float)factors[(row * count) + column], sum, sum);
            }
        }
    }

    /// <summary>Logarithm of the softmax of each row.</summary>
    private protected static double[] LogSoftmax(double[] logits, int count)
    {
        var result = new double[logits.Length];
        for (var row = 0; row < count; row++)
        {
            var numbers = logits.AsSpan(row * count, count);
            var largest = TensorPrimitives.Max<double>(numbers);
            var sum = 0.0;
            foreach (var number in numbers)
            {
                sum += Math.Exp(number - largest);
            }

            TensorPrimitives.Subtract(numbers, largest + Math.Log(sum), result.AsSpan(row * count, count));
        }

        return result;
    }

    private static double[] Transposed(double[] matrix, int count)
    {
        var result = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            result[(i % count * count) + (i / count)] = matrix[i];
        }

        return result;
    }
}
