using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Identification;

/// <summary>How well a model reproduces a neuron's output, as NeuronIO measures it.</summary>
/// <param name="SpikeAuc">Area under the ROC curve of the spike score, all bins of all recordings pooled.</param>
/// <param name="TruePositivesAtQuarterPercent">Share of spikes found at a false positive rate of 0.0025.</param>
/// <param name="TruePositivesAtPercent">Share of spikes found at a false positive rate of 0.01.</param>
/// <param name="SomaRmseMillivolts">Root mean squared error of the voltage, clipped at −55 mV.</param>
/// <param name="SomaMaeMillivolts">Mean absolute error of the voltage.</param>
/// <param name="ExplainedVariance">1 − variance of the error / variance of the voltage.</param>
/// <param name="Bins">How many bins of 1 ms were compared.</param>
public sealed record NeuronFit(
    double SpikeAuc, double TruePositivesAtQuarterPercent, double TruePositivesAtPercent, double SomaRmseMillivolts, double SomaMaeMillivolts, double ExplainedVariance, int Bins)
{
    /// <summary>Predicts recordings window by window and compares.</summary>
    /// <param name="predict">From [T, B, inputs] to [T, B, 2]: spike score and scaled voltage.</param>
    /// <param name="recordings">Recordings that the model was not fitted to.</param>
    /// <param name="options">Windows. Default those of NeuronIO.</param>
    /// <exception cref="ArgumentException">No recording is left, or they hold no spike.</exception>
    public static NeuronFit Evaluate(Func<Tensor, Tensor> predict, IReadOnlyList<NeuronRecording> recordings, NeuronFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(recordings);
        var settings = (options ?? new NeuronFitOptions()).Validated();
        var windows = recordings.Where(recording => recording.OutputSpikesMs.Count <= settings.MostSpikes).SelectMany(recording => Windows(recording, settings)).ToList();
        if (windows.Count == 0)
        {
            throw new ArgumentException($"Of {recordings.Count} recordings none is longer than {settings.SkippedMs} ms with at most {settings.MostSpikes} spikes.", nameof(recordings));
        }

        var (scores, labels, errors, voltages) = (new List<float>(), new List<bool>(), new List<double>(), new List<double>());
        foreach (var chunk in windows.Chunk(settings.Batch))
        {
            using var scope = NewDisposeScope();
            using var none = no_grad();
            var (inputs, targets) = NeuronWindows.At([.. chunk.Select(window => (window.Recording, window.Start))], settings.WindowMs);
            var output = predict(inputs).contiguous();
            var predicted = output.AsReadOnlySpan<float>();
            var expected = targets.AsReadOnlySpan<float>();
            for (var b = 0; b < chunk.Length; b++)
            {
                for (var t = chunk[b].First; t < chunk[b].End; t++)
                {
                    var at = ((t * chunk.Length) + b) * 2;
                    scores.Add(predicted[at]);
                    labels.Add(expected[at] > 0);
                    voltages.Add(NeuronWindows.Millivolts(expected[at + 1]));
                    errors.Add(NeuronWindows.Millivolts(predicted[at + 1]) - voltages[^1]);
                }
            }
        }

        var curve = new RocCurve([.. scores], [.. labels]);
        return new NeuronFit(
            curve.Area(), curve.TruePositiveRateAt(0.0025), curve.TruePositiveRateAt(0.01), Math.Sqrt(errors.Average(error => error * error)), errors.Average(Math.Abs),
            1 - (Variance(errors) / Variance(voltages)), errors.Count);
    }

    // Windows overlap by the burn-in; First to End are the steps of a window that count.
    private static IEnumerable<(NeuronRecording Recording, int Start, int First, int End)> Windows(NeuronRecording recording, NeuronFitOptions options)
    {
        for (var start = 0; start == 0 || start + options.BurnInMs < recording.DurationMs; start += options.WindowMs - options.BurnInMs)
        {
            var first = Math.Max(start == 0 ? 0 : options.BurnInMs, options.SkippedMs - start);
            var end = Math.Min(options.WindowMs, recording.DurationMs - start);
            if (first < end)
            {
                yield return (recording, start, first, end);
            }
        }
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
