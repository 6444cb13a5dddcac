using Glia.CrossModal;
using Glia.Reservoirs;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>How well a linear readout tells digits apart: ridge regression on one-hot targets, its penalty chosen on parts of the training recordings.</summary>
internal static class LinearProbe
{
    private const int Parts = 5;

    // Of standardised features, for all encoders alike.
    private static readonly double[] Penalties = [1, 10, 100, 1_000, 10_000];

    /// <summary>The part of the test recordings that is told right.</summary>
    public static double Accuracy(FeatureTable train, FeatureTable test)
    {
        var scaling = FeatureScaling.Fit(train.Values, train.Width);
        var parts = Enumerable.Range(0, Parts).Select(part => Regression(train.At([.. Enumerable.Range(0, train.Digits.Length).Where(row => row % Parts == part)]), scaling)).ToList();
        try
        {
            var (readout, _) = CrossValidatedRidge.Fit(parts, Penalties);
            return Accuracy(readout, scaling.Apply(test.Values), test);
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private static RidgeRegression Regression(FeatureTable part, FeatureScaling scaling)
    {
        var targets = new double[part.Digits.Length * DigitSplit.Digits];
        for (var row = 0; row < part.Digits.Length; row++)
        {
            targets[(row * DigitSplit.Digits) + part.Digits[row]] = 1;
        }

        var regression = new RidgeRegression(part.Width, DigitSplit.Digits);
        regression.Add(scaling.Apply(part.Values), targets);
        return regression;
    }

    private static double Accuracy(LinearReadout readout, float[] scaled, FeatureTable test)
    {
        var (scores, right) = (new double[DigitSplit.Digits], 0);
        for (var row = 0; row < test.Digits.Length; row++)
        {
            readout.Apply(scaled.AsSpan(row * test.Width, test.Width), scores);
            right += Array.IndexOf(scores, scores.Max()) == test.Digits[row] ? 1 : 0;
        }

        return (double)right / test.Digits.Length;
    }
}
