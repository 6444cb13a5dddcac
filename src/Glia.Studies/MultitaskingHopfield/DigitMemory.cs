using Glia.Data;
using Glia.Lab.Trials;
using Glia.Memories;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>Prototypes of handwritten digits as diluted patterns: +1 on the strokes, −1 beside them, blank outside the rectangle that the digit fills. They are correlated, so that nothing is judged by them.</summary>
internal sealed class DigitMemory(MemoryArm arm, MultitaskingHopfieldOptions options, TrialContext context)
{
    private const double Stroke = 0.5;

    public void Into(Dictionary<string, double> metrics)
    {
        var patterns = new DilutedPatterns([.. Enumerable.Range(0, arm.Patterns).Select(digit => Prototype(Mnist.Embedded.Train, digit))]);
        var examples = new ExampleSet(patterns, options.Quality, arm.Examples, context.Stream("examples"));
        metrics["blank"] = 1 - Enumerable.Range(0, patterns.Count).Average(patterns.NonBlankShare);
        foreach (var rule in Enum.GetValues<HebbianRule>())
        {
            var dynamics = new GlauberDynamics(examples.Couplings(rule), patterns.Cue(0, context.Stream("cue")), context.Stream("order"));
            dynamics.Relax();
            metrics[rule.ToString()] = patterns.Magnetisations(dynamics.State)[0] / patterns.NonBlankShare(0);
        }
    }

    private static sbyte[] Prototype(LabelledImages images, int digit)
    {
        var mean = new double[images.PixelsPerImage];
        foreach (var index in Enumerable.Range(0, images.Count).Where(index => images.Labels[index] == digit))
        {
            var pixels = images.Image(index);
            for (var pixel = 0; pixel < mean.Length; pixel++)
            {
                mean[pixel] += pixels[pixel];
            }
        }

        var threshold = Stroke * mean.Max();
        var strokes = Enumerable.Range(0, mean.Length).Where(pixel => mean[pixel] > threshold).ToHashSet();
        var (rows, columns) = (strokes.Select(pixel => pixel / images.Width).ToList(), strokes.Select(pixel => pixel % images.Width).ToList());
        var (top, bottom, left, right) = (rows.Min(), rows.Max(), columns.Min(), columns.Max());
        return [.. Enumerable.Range(0, mean.Length).Select(pixel =>
            pixel / images.Width < top || pixel / images.Width > bottom || pixel % images.Width < left || pixel % images.Width > right ? (sbyte)0 : strokes.Contains(pixel) ? (sbyte)1 : (sbyte)-1)];
    }
}
