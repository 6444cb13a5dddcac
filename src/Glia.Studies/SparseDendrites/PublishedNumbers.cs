using System.Globalization;
using Glia.Dendrites;

namespace Glia.Studies.SparseDendrites;

/// <summary>Numbers printed by the paper's repository, and exact rationals of its formulas, as text with the digits they were printed with.</summary>
internal static class PublishedNumbers
{
    private const double Tightest = 1e-12;

    // n, a, s, θ and P(false match).
    private static readonly (int Cells, int Active, int Synapses, int Threshold, string Printed)[] FalseMatches =
    [
        (300, 64, 24, 12, "0.0010946166233369"), (300, 128, 24, 12, "0.292078213737764"), (300, 256, 24, 12, "0.999997973443107"),
        (500, 64, 24, 12, "5.69571108769533e-06"), (500, 128, 24, 12, "0.00736788303358289"), (500, 256, 24, 12, "0.629372754740777"),
        (700, 64, 24, 12, "1.4125323093073e-07"), (700, 128, 24, 12, "0.000320106080889471"), (700, 256, 24, 12, "0.121087724790945"),
        (900, 64, 24, 12, "8.30107183322324e-9"), (900, 128, 24, 12, "2.50255519815378e-05"), (900, 256, 24, 12, "0.0193597645959856"),
        (1100, 64, 24, 12, "8.36246969414003e-10"), (1100, 128, 24, 12, "2.99642102590114e-6"), (1100, 256, 24, 12, "0.00350549721741729"),
        (1900, 64, 24, 12, "1.4602044349134e-12"), (1900, 128, 24, 12, "7.131437622620044e-09"), (1900, 256, 24, 12, "1.6854268879e-05"),
        (2100, 128, 24, 12, "2.291437083408105e-09"), (3900, 128, 24, 12, "1.8054269820156e-12"), (4100, 128, 24, 12, "1.006492390718e-12"),
        (10_000, 300, 30, 12, "2.27907942026515e-11"), (10_000, 300, 24, 12, "8.37584522709849e-13"), (10_000, 300, 30, 15, "1.04919182521237e-15"),
        (2000, 40, 20, 15, "2.47192330943087e-23"), (2000, 40, 20, 10, "4.94363120173214e-13"), (4000, 32, 20, 10, "3.96689862829144e-17"),
        (2000, 32, 20, 10, "3.90434126921476e-14"), (16_000, 512, 20, 10, "1.42977409702263e-10"), (16_000, 4000, 20, 10, "0.0138117305771507"),
        (100_000, 2000, 6, 6, "6.35308872941916e-11"), (100_000, 2000, 24, 12, "8.58694100276592e-15"), (10_000, 64, 24, 12, "4.04159712277657e-21"),
        (200_000, 2000, 20, 12, "1.13247663706572e-19"), (300, 150, 24, 12, "0.584014929308308"), (100, 7, 7, 5, "5.65295369673061e-06"),
    ];

    // Noise at a = 128, s = 30 and P(miss) at θ = 8, 12, 16.
    private static readonly (double Noise, string[] Printed)[] Misses =
    [
        (.203125, ["3.1419e-16", "7.92695352e-10", "1.97277260559449e-05"]), (.25, ["2.23243443e-12", "2.16302525195428e-07", "0.000590078912236923"]),
        (.296875, ["7.90168638e-10", "1.09248135880716e-05", "0.00627504390204146"]), (.3515625, ["1.206957079739e-07", "0.000314435369055387", "0.0434711883681422"]),
        (.5, ["0.000735429456875121", "0.0716985160403564", "0.582501773030327"]), (.6015625, ["0.0268657157114204", "0.426525969583828", "0.933878292787173"]),
        (.75, ["0.508714577385333", "0.970339402698393", "0.999889798557155"]), (.796875, ["0.770861966941236", "0.996376835285247", "0.999997748076386"]),
    ];

    // n, M and P(false match) of one segment for M patterns, a = 200, s = 25, θ = 15; of M patterns active at once, a = 30, s = 20, θ = 10.
    private static readonly (int Cells, int Patterns, string Printed)[] Shared =
        [(20_000, 10, "3.3224256764760785e-08"), (10_000, 10, "0.0001270804413838546"), (1000, 5, "0.9910795367167524"), (20_000, 1, "1.75826328738259e-24")];

    private static readonly (int Cells, int Patterns, string Printed)[] Together =
    [
        (1000, 1, "1.74966917747145e-11"), (1000, 2, "2.82658811059119e-08"), (1000, 5, "0.000122462323694764"), (4000, 10, "3.32635948387612e-7"),
        (8000, 39, "0.000106987476696977"),
    ];

    /// <summary>Medians of the threshold grid (figure 6).</summary>
    public static IReadOnlyDictionary<int, double> Medians { get; } = new Dictionary<int, double>
    {
        [3] = 0.017325532833967854,
        [8] = 3.3335009587675476e-08,
        [9] = 1.3535142536855193e-09,
        [10] = 4.799536501641171e-11,
        [12] = 3.409441907474619e-14,
        [15] = 1.3715932840376105e-19,
        [20] = 3.89842282681123e-30,
    };

    /// <summary>The relative error of each number computed anew, and that error in units of what its printed digits allow (at least 10⁻¹²).</summary>
    public static IEnumerable<(double Error, double InTolerances)> Compare()
    {
        var pairs = FalseMatches.Select(row => (SdrTheory.FalseMatchProbability(row.Cells, row.Active, row.Synapses, row.Threshold), row.Printed))
            .Concat(Misses.SelectMany(row => row.Printed.Select((printed, i) => (SdrTheory.FalseNegativeProbability(128, 30, 8 + (4 * i), (int)Math.Round(row.Noise * 128)), printed))))
            .Concat(Shared.Select(row => (SdrTheory.UnionFalseMatch(row.Cells, 200, 25, 15, row.Patterns).MeanField, row.Printed)))
            .Concat(Together.Select(row => (SdrTheory.ActivityUnionFalseMatch(row.Cells, 30, 20, 10, row.Patterns).Continuous, row.Printed)));
        foreach (var (computed, printed) in pairs)
        {
            var error = Math.Abs((computed / double.Parse(printed, CultureInfo.InvariantCulture)) - 1);
            yield return (error, error / Math.Max(Tightest, HalfOfLastDigit(printed)));
        }
    }

    private static double HalfOfLastDigit(string printed)
    {
        var digits = printed.Split('e')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        return 0.5 / double.Parse(digits, CultureInfo.InvariantCulture);
    }
}
