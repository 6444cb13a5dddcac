namespace Glia.Studies.Homeostatic;

/// <summary>The arms: every regulation in every stream, and the grid of learning rates.</summary>
internal sealed class ShiftPlanner(HomeostaticOptions options)
{
    public IEnumerable<ShiftArm> Arms() => Sets().SelectMany(set => Shifts().SelectMany(swaps => Learners(set, swaps))).DistinctBy(arm => arm.Name);

    /// <summary>Swaps per epoch of each stream; null for seasons.</summary>
    public IEnumerable<int?> Shifts() => options.Swaps.Distinct().Order().Select(swaps => (int?)swaps).Concat(options.SeasonEpochs > 0 ? [null] : []);

    private IEnumerable<ImageSet> Sets() =>
        (options.Mnist == ImageSource.None ? [] : new[] { ImageSet.Mnist }).Concat(options.Fashion == ImageSource.None ? [] : [ImageSet.FashionMnist]);

    // Clothes show whether the effect carries over; the search for a better learning rate is made on digits.
    private IEnumerable<ShiftArm> Learners(ImageSet set, int? swaps)
    {
        foreach (var regulation in Enum.GetValues<Regulation>())
        {
            foreach (var rate in options.InitialRates)
            {
                yield return new ShiftArm(set, swaps, regulation, rate);
            }
        }

        foreach (var rate in set == ImageSet.Mnist ? options.InitialRates.SelectMany(initial => options.RateFactors.Select(factor => Rounded(initial * factor))) : [])
        {
            yield return new ShiftArm(set, swaps, Regulation.Constant, rate);
            if (options.TuneHomeostasis)
            {
                yield return new ShiftArm(set, swaps, Regulation.Homeostatic, rate);
            }
        }
    }

    // Without the last bits of a product, which would make two arms of one rate.
    private static double Rounded(double rate) => double.Parse(rate.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
