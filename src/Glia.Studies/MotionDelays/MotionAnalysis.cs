using Glia.Lab.Trials;
using Glia.Synapses;

namespace Glia.Studies.MotionDelays;

/// <summary>All that is done to a detector that has learned: pruning, shortening, textures, time running backwards, and the form of its kernels.</summary>
internal sealed class MotionAnalysis(
    MotionDelaysOptions options, TrialContext context, MotionStimuli stimuli, SpatioTemporalKernel kernel, IReadOnlyList<MotionStimuli.Film> test, MotionScore score)
{
    /// <summary>The fraction of the weights at which claims are judged.</summary>
    public const double JudgedFraction = 0.05;

    public void Into(Dictionary<string, double> metrics, Dictionary<string, NumericArray> arrays)
    {
        Prune(metrics, arrays);
        Shorten(metrics, arrays);
        Textures(metrics, arrays);
        Time(metrics);
        KernelForm.Into(kernel, stimuli.Classes, metrics, arrays);
        Raster(arrays);
    }

    private double Accuracy(SpatioTemporalKernel pruned)
    {
        context.Stop.ThrowIfCancellationRequested();
        return new MotionScore(pruned).Accuracy(test);
    }

    private void Prune(Dictionary<string, double> metrics, Dictionary<string, NumericArray> arrays)
    {
        var fractions = options.KeptFractions.Append(JudgedFraction).Distinct().Order().ToArray();
        int Kept(double fraction) => Math.Max(1, (int)Math.Round(fraction * kernel.WeightCount));
        var pruned = Array.ConvertAll(fractions, fraction => SynapsePruning.ByMagnitude(kernel, Kept(fraction)));
        var accuracies = Array.ConvertAll(pruned, Accuracy);
        var random = context.Stream("random pruning");
        var atRandom = Array.ConvertAll(fractions, fraction => Accuracy(SynapsePruning.AtRandom(kernel, Kept(fraction), random)));
        var fit = SaturationFit.Of(fractions, accuracies);
        (metrics["pruned, half saturation"], metrics["pruned, fit residual"]) = (fit.HalfSaturation, fit.Residual);
        metrics["synapses at half saturation"] = fit.HalfSaturation * kernel.WeightCount;
        metrics["pruned to 5 %"] = accuracies[Array.IndexOf(fractions, JudgedFraction)];
        metrics["random 5 %"] = atRandom[Array.IndexOf(fractions, JudgedFraction)];
        metrics["smallest fraction within 5 points"] = fractions.Where((_, i) => accuracies.Skip(i).All(accuracy => accuracy >= metrics["accuracy"] - 0.05)).DefaultIfEmpty(1).First();
        arrays["kept"] = NumericArray.Of(fractions);
        arrays["pruned"] = NumericArray.Of(accuracies);
        arrays["random"] = NumericArray.Of(atRandom);
        arrays["operations"] = NumericArray.Of(pruned.Select(left => test.Average(film => (double)new SpatioTemporalSynapses(left).Operations(film.Events))));
    }

    private void Shorten(Dictionary<string, double> metrics, Dictionary<string, NumericArray> arrays)
    {
        var fractions = Enumerable.Range(1, kernel.Delays).Select(delays => delays / (double)kernel.Delays).ToArray();
        var accuracies = Enumerable.Range(1, kernel.Delays).Select(delays => Accuracy(SynapsePruning.ByDelay(kernel, delays))).ToArray();
        var fit = fractions.Length >= 4 ? SaturationFit.Of(fractions, accuracies) : null;
        metrics["shortened, half saturation"] = fit?.HalfSaturation ?? double.NaN;
        metrics["delay 0 alone"] = accuracies[0];
        arrays["shortened kept"] = NumericArray.Of(fractions);
        arrays["shortened"] = NumericArray.Of(accuracies);
    }

    private void Textures(Dictionary<string, double> metrics, Dictionary<string, NumericArray> arrays)
    {
        var bandwidths = options.VelocityBandwidths.Distinct().Order().ToArray();
        var narrowest = bandwidths[0];
        metrics["perpendicular gratings"] = score.Accuracy(stimuli.Clouds("perpendicular", narrowest, _ => 0));
        metrics["oblique gratings"] = score.Accuracy(stimuli.Clouds("oblique", narrowest, random => 2 * Math.PI * random.NextDouble()));
        var isotropic = bandwidths.Select(bandwidth => score.Accuracy(stimuli.Clouds(FormattableString.Invariant($"isotropic {bandwidth}"), bandwidth, null))).ToArray();
        (metrics["isotropic"], metrics["isotropic, widest"]) = (isotropic[0], isotropic[^1]);
        arrays["bandwidths"] = NumericArray.Of(bandwidths);
        arrays["isotropic"] = NumericArray.Of(isotropic);
    }

    private void Time(Dictionary<string, double> metrics)
    {
        var random = context.Stream("shuffle");
        var right = test.Where(film => score.Decide(film.Events) == film.Motion).ToList();
        metrics["turned round"] = right.Count == 0 ? 0 : right.Average(film => score.Decide(film.Events.Reversed()) == stimuli.Classes.Opposite(film.Motion) ? 1.0 : 0);
        metrics["shuffled"] = test.Average(film => score.Decide(film.Events.TimesShuffled(random)) == film.Motion ? 1.0 : 0);
    }

    // The events of one row of pixels: lines whose slope is the motion.
    private void Raster(Dictionary<string, NumericArray> arrays)
    {
        var film = test[0].Events;
        var row = film.Height / 2;
        var inRow = Enumerable.Range(0, film.Count).Where(i => film.Y[i] == row).ToList();
        arrays["raster"] = new NumericArray([inRow.Count, 3], [.. inRow.SelectMany(i => new double[] { film.Step[i], film.X[i], film.Channel[i] })]);
    }
}
