using System.Numerics.Tensors;
using Glia.CrossModal;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Searches test images by test clips, seen and unseen digits apart.</summary>
internal sealed class RetrievalTest(int[] imageDigits, int[] soundDigits, DigitSplit split, Pairing pairing)
{
    /// <summary>Adds what is found to a curve.</summary>
    /// <param name="images">Embeddings of all test images.</param>
    /// <param name="sounds">Embeddings of all test clips.</param>
    /// <param name="curve">The curve.</param>
    public void AddTo(RetrievalCurve curve, float[] images, float[] sounds) =>
        curve.Add(Accuracy(images, sounds, split.Seen), Accuracy(images, sounds, split.Unseen));

    private double Accuracy(float[] images, float[] sounds, IReadOnlyList<int> digits)
    {
        var gallery = Of(new FeatureTable(images, imageDigits), digits);
        var queries = Of(new FeatureTable(sounds, soundDigits), digits);
        return pairing == Pairing.Prototypes ? ByPrototypes(gallery, queries) : RetrievalAccuracy.Of(queries.Values, queries.Digits, gallery.Values, gallery.Digits);
    }

    private static FeatureTable Of(FeatureTable table, IReadOnlyList<int> digits) => table.At(table.RowsOf(digits));

    private static double ByPrototypes(FeatureTable gallery, FeatureTable queries)
    {
        var (classes, prototypes) = PrototypeLoss.Prototypes(gallery.Values, gallery.Digits, gallery.Width);
        var right = 0;
        for (var row = 0; row < queries.Digits.Length; row++)
        {
            var nearest = Enumerable.Range(0, classes.Length).MinBy(index => TensorPrimitives.Distance(queries[row], prototypes.AsSpan(index * gallery.Width, gallery.Width)));
            right += classes[nearest] == queries.Digits[row] ? 1 : 0;
        }

        return (double)right / queries.Digits.Length;
    }
}
