using System.Numerics.Tensors;

namespace Glia.CrossModal;

/// <summary>How often a search in a shared space finds a recording of the right class.</summary>
public static class RetrievalAccuracy
{
    /// <summary>The part of the queries with one of their class among the nearest of a gallery, by dot product.</summary>
    /// <param name="queries">Embeddings of what is looked for, [queries, width].</param>
    /// <param name="queryLabels">Their classes.</param>
    /// <param name="gallery">Embeddings of what is searched, [gallery, width].</param>
    /// <param name="galleryLabels">Their classes.</param>
    /// <param name="top">How many nearest count, at least 1. Default 1.</param>
    /// <exception cref="ArgumentException">There is no query or nothing to search, or embeddings and labels do not fit.</exception>
    public static double Of(ReadOnlySpan<float> queries, ReadOnlySpan<int> queryLabels, ReadOnlySpan<float> gallery, ReadOnlySpan<int> galleryLabels, int top = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (queryLabels.Length == 0 || galleryLabels.Length == 0 || queries.Length % queryLabels.Length != 0
            || gallery.Length != (long)queries.Length / queryLabels.Length * galleryLabels.Length)
        {
            throw new ArgumentException($"{queries.Length} numbers of {queryLabels.Length} queries and {gallery.Length} of {galleryLabels.Length} to search are not embeddings of one width.", nameof(gallery));
        }

        var (width, right) = (queries.Length / queryLabels.Length, 0);
        Span<(float Score, int Label)> best = new (float, int)[Math.Min(top, galleryLabels.Length)];
        for (var query = 0; query < queryLabels.Length; query++)
        {
            best.Fill((float.NegativeInfinity, -1));
            for (var item = 0; item < galleryLabels.Length; item++)
            {
                var score = TensorPrimitives.Dot(queries.Slice(query * width, width), gallery.Slice(item * width, width));
                Insert(best, score, galleryLabels[item]);
            }

            foreach (var (score, label) in best)
            {
                if (label == queryLabels[query] && !float.IsNegativeInfinity(score))
                {
                    right++;
                    break;
                }
            }
        }

        return (double)right / queryLabels.Length;
    }

    // Of equal scores the first stays in front.
    private static void Insert(Span<(float Score, int Label)> best, float score, int label)
    {
        var place = best.Length;
        while (place > 0 && score > best[place - 1].Score)
        {
            place--;
        }

        if (place < best.Length)
        {
            best[place..^1].CopyTo(best[(place + 1)..]);
            best[place] = (score, label);
        }
    }
}
