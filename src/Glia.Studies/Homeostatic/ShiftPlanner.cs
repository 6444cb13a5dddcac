namespace Glia.Studies.Homeostatic;

/// <summary>The arms: every regulation in every stream, and the grid of learning rates.</summary>
internal sealed class ShiftPlanner(HomeostaticOptions options)
{
    public IEnumerable<ShiftArm> Arms() => Sets().SelectMany(set => Shifts().SelectMany(swaps => Learners(set, swaps))).DistinctBy(arm => arm.Name);

    /// <summary>Swaps per epoch of each stream; null for seasons.</summary>
    public IEnumerable<int?> Shifts() => options.Swaps.Distinct().Order().Select(swaps => (int?)swaps).Concat(options.SeasonEpochs > 0 ? [null] : []);

    private IEnumerable<ImageSet> Sets() =>
        (options.Mnist == ImageSource.None ? [] : new[] { ImageSet.Mnist }).Concat(options.Fashion == ImageSource.None ? [] : [ImageSet.FashionMnist]);

    // Clothes show whether the effect carries over; all else is asked of digits.
    private IEnumerable<ShiftArm> Learners(ImageSet set, int? swaps) => set == ImageSet.Mnist
        ? Initial(set, swaps, options.InitialRates, Enum.GetValues<Regulation>()).Concat(Grid(swaps))
        : Initial(set, swaps, [options.InitialRates[0]], [Regulation.Constant, Regulation.Homeostatic]);

    private static IEnumerable<ShiftArm> Initial(ImageSet set, int? swaps, IReadOnlyList<double> rates, Regulation[] regulations) =>
        rates.SelectMany(rate => regulations.Select(regulation => new ShiftArm(set, swaps, regulation, rate)));

    private IEnumerable<ShiftArm> Grid(int? swaps) =>
        from initial in options.InitialRates
        from factor in options.RateFactors
        from regulation in options.TuneHomeostasis ? new[] { Regulation.Constant, Regulation.Homeostatic } : [Regulation.Constant]
        select new ShiftArm(ImageSet.Mnist, swaps, regulation, Rounded(initial * factor)) { Seeds = options.GridSeeds };

    // Without the last bits of a product, which would make two arms of one rate.
    private static double Rounded(double rate) => double.Parse(rate.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
