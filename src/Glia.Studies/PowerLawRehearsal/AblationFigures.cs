using Glia.Lab.Figures;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>Accuracy over the amount rehearsed and over the exponent; what a run did not measure is left out.</summary>
internal sealed class AblationFigures(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
{
    private static readonly Axis Accuracy = new("test accuracy");

    public IEnumerable<Figure> All() => new Figure?[] { Fractions(), Exponents() }.OfType<Figure>();

    private LineFigure? Fractions()
    {
        var naive = trials.Of(RehearsalArm.NameOf(RehearsalMethod.Naive, 0, "")).Mean("acc");
        LineSeries Curve(string label, RehearsalMethod method, double parameter) => LineSeries.From(label, trials.Arms
            .Where(arm => arm.Method == method && arm.Parameter == parameter && (arm.Variant.Length == 0 || arm.Variant == RehearsalPlanner.FractionVariant(arm.Fraction)))
            .OrderBy(arm => arm.Fraction).Select(arm => (arm.Fraction, trials.Of(arm.Name).Mean("acc")!.Value)).Prepend((0, naive!.Value)));
        return naive is null || trials.Arms.All(arm => arm.Variant != RehearsalPlanner.FractionVariant(arm.Fraction)) ? null : new LineFigure
        {
            Name = "amount-rehearsed",
            Title = "How much rehearsal it takes",
            Caption = "ACC by the number of rehearsal samples per new sample; naive at zero.",
            XAxis = new Axis("rehearsal samples per new sample, ρ"),
            YAxis = Accuracy,
            Series = [Curve("power law", RehearsalMethod.PowerLaw, options.Exponent), Curve("uniform", RehearsalMethod.Uniform, 0)],
        };
    }

    private LineFigure? Exponents()
    {
        LineSeries? Curve(string label, string variant)
        {
            var arms = trials.Arms.Where(arm => arm.Variant == variant && (arm.Method is RehearsalMethod.PowerLaw or RehearsalMethod.Uniform)).OrderBy(arm => arm.Parameter).ToList();
            return arms.Count < 3 ? null : LineSeries.From(label, arms.Select(arm => (arm.Parameter, trials.Of(arm.Name).Mean("acc")!.Value)));
        }

        var series = new[] { Curve("after the new task", ""), Curve("interleaved", RehearsalPlanner.Interleaved), Curve("after, ρ = 0.05", RehearsalPlanner.FractionVariant(.05)) }.OfType<LineSeries>().ToList();
        return series.Count == 0 ? null : new LineFigure
        {
            Name = "exponents",
            Title = "How steep the power law should be",
            Caption = "ACC by the exponent α of the recurrence; 0 is uniform rehearsal. Bands are 95 % intervals over seeds.",
            XAxis = new Axis("exponent α"),
            YAxis = Accuracy,
            Series = series,
        };
    }
}
