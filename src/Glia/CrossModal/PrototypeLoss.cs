using System.Numerics.Tensors;

namespace Glia.CrossModal;

/// <summary>Cross-entropy of a second-kind recording's class by its distance to prototypes: logit = −|z₂ − p|²/2, p the mean embedding of the class's first-kind recordings in the batch.</summary>
/// <remarks>Snell, Swersky and Zemel 2017, with prototypes of another kind than what is classified. Thread-safe: yes.</remarks>
public sealed class PrototypeLoss : IPairLoss
{
    /// <inheritdoc/>
    public double Evaluate(PairBatch embeddings, Span<float> firstGradient, Span<float> secondGradient)
    {
        var first = embeddings.First;
        var second = embeddings.Second;
        if (first.Length != second.Length || firstGradient.Length != first.Length || secondGradient.Length != first.Length)
        {
            throw new ArgumentException($"Embeddings of {embeddings.Count} pairs have {first.Length} and {second.Length} numbers, their gradients {firstGradient.Length} and {secondGradient.Length}; all must be equal.", nameof(embeddings));
        }

        var (count, width) = (embeddings.Count, first.Length / embeddings.Count);
        var (classes, prototypes) = Prototypes(first, embeddings.Labels, width);
        var byPrototype = new float[prototypes.Length];
        var (logits, difference) = (new double[classes.Length], new float[width]);
        var loss = 0.0;
        firstGradient.Clear();
        secondGradient.Clear();
        for (var pair = 0; pair < count; pair++)
        {
            var z = second.Slice(pair * width, width);
            for (var index = 0; index < classes.Length; index++)
            {
                var distance = TensorPrimitives.Distance(z, prototypes.AsSpan(index * width, width));
                logits[index] = -(double)distance * distance / 2;
            }

            var largest = logits.Max();
            var sum = logits.Sum(logit => Math.Exp(logit - largest));
            for (var index = 0; index < classes.Length; index++)
            {
                var right = classes[index] == embeddings.Labels[pair];
                var error = ((Math.Exp(logits[index] - largest) / sum) - (right ? 1 : 0)) / count;
                loss -= right ? logits[index] - largest - Math.Log(sum) : 0;
                TensorPrimitives.Subtract(prototypes.AsSpan(index * width, width), z, difference);
                Add(difference, (float)error, secondGradient.Slice(pair * width, width));
                Add(difference, -(float)error, byPrototype.AsSpan(index * width, width));
            }
        }

        for (var pair = 0; pair < count; pair++)
        {
            var share = 1f / System.MemoryExtensions.Count(embeddings.Labels, embeddings.Labels[pair]);
            Add(byPrototype.AsSpan(Array.IndexOf(classes, embeddings.Labels[pair]) * width, width), share, firstGradient.Slice(pair * width, width));
        }

        return loss / count;
    }

    /// <summary>The mean embedding of each class.</summary>
    /// <param name="embeddings">[count, width].</param>
    /// <param name="labels">As many as embeddings.</param>
    /// <param name="width">Numbers of an embedding.</param>
    /// <returns>The classes in ascending order, and their prototypes [classes, width].</returns>
    /// <exception cref="ArgumentException">There are not as many embeddings as labels.</exception>
    public static (int[] Classes, float[] Prototypes) Prototypes(ReadOnlySpan<float> embeddings, ReadOnlySpan<int> labels, int width)
    {
        if (embeddings.Length != (long)labels.Length * width)
        {
            throw new ArgumentException($"{labels.Length} labels need {(long)labels.Length * width} numbers; got {embeddings.Length}.", nameof(labels));
        }

        int[] classes = [.. labels.ToArray().Distinct().Order()];
        var prototypes = new float[classes.Length * width];
        for (var i = 0; i < labels.Length; i++)
        {
            Add(embeddings.Slice(i * width, width), 1f / System.MemoryExtensions.Count(labels, labels[i]), prototypes.AsSpan(Array.IndexOf(classes, labels[i]) * width, width));
        }

        return (classes, prototypes);
    }

    private static void Add(ReadOnlySpan<float> vector, float factor, Span<float> to) => TensorPrimitives.MultiplyAdd(vector, factor, to, to);
}
