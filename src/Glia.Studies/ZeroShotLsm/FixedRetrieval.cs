using Glia.CrossModal;
using Glia.Random;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Trains projections of fixed features on the seen digits of a split, and searches after each epoch.</summary>
internal sealed class FixedRetrieval(PairedTraining training, EncodedKind images, EncodedKind sounds)
{
    public RetrievalCurve Run(DigitSplit split, RandomStream random)
    {
        var pairs = training.Pairs(images.Train.Digits, sounds.Train.Digits, split, random);
        var (pictures, clips) = (images.Train.At(pairs.Images), sounds.Train.At(pairs.Sounds));
        var (pictureScaling, clipScaling) = (FeatureScaling.Fit(pictures.Values, pictures.Width), FeatureScaling.Fit(clips.Values, clips.Width));
        (pictures, clips) = (pictures with { Values = pictureScaling.Apply(pictures.Values) }, clips with { Values = clipScaling.Apply(clips.Values) });
        var (testPictures, testClips) = (pictureScaling.Apply(images.Test.Values), clipScaling.Apply(sounds.Test.Values));

        var projection = training.Projection(pictures.Width, clips.Width, random.Child("projection"));
        var test = new RetrievalTest(images.Test.Digits, sounds.Test.Digits, split, training.Arm.Pairing);
        var (curve, loss, order) = (new RetrievalCurve(), training.Loss, random.Child("order"));
        for (var epoch = 0; epoch < training.Options.Epochs; epoch++)
        {
            foreach (var batch in training.Batches(pairs.Count, order))
            {
                projection.Learn(new PairBatch(pictures.At(batch).Values, clips.At(batch).Values, Array.ConvertAll(batch, pair => pairs.Digits[pair])), loss);
            }

            test.AddTo(curve, projection.EmbedFirst(testPictures), projection.EmbedSecond(testClips));
        }

        return curve;
    }
}
