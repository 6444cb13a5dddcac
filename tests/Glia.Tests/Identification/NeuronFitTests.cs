using Glia.Formats;
using Glia.Identification;
using Glia.Random;
using Glia.Spikes;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Identification;

public sealed class NeuronFitTests
{
    private static readonly NeuronRecording[] Recordings =
        [.. Enumerable.Range(0, 3).Select(i => BranchedCell.Simulate(new BranchedCellOptions { ExcitatoryScale = 1.5, DurationMs = 2100 + (i * 333) }, new RandomStream(i, "fit")))];

    [Fact]
    public void The_truth_scores_perfectly_and_every_bin_after_the_first_half_second_counts_once()
    {
        // The prediction is the target itself, which the windows carry in the same order as the inputs.
        var targets = new Queue<Tensor>();
        foreach (var chunk in Windows().Chunk(4))
        {
            targets.Enqueue(NeuronWindows.At(chunk, 500).Targets);
        }

        var fit = NeuronFit.Evaluate(_ => targets.Dequeue(), Recordings, new NeuronFitOptions { MostSpikes = 1000, Batch = 4 });
        Assert.Equal((1.0, 1.0, 1.0), (fit.SpikeAuc, fit.TruePositivesAtPercent, fit.ExplainedVariance));
        Assert.Equal(0, fit.SomaRmseMillivolts, 1e-9);
        Assert.Equal(Recordings.Sum(recording => recording.DurationMs - 500), fit.Bins);
        Assert.Empty(targets);
    }

    [Fact]
    public void A_constant_explains_nothing_and_an_error_of_one_millivolt_is_one()
    {
        var fit = NeuronFit.Evaluate(inputs => zeros(inputs.shape[0], inputs.shape[1], 2), Recordings, new NeuronFitOptions { MostSpikes = 1000 });
        Assert.Equal(0.5, fit.SpikeAuc, 1e-12);
        Assert.Equal(0, fit.ExplainedVariance, 1e-9);
        var clipped = Recordings.SelectMany(recording => recording.SomaMillivolts.Skip(500)).Select(v => Math.Min(v, -55) + 67.7).ToList();
        Assert.Equal(Math.Sqrt(clipped.Average(error => error * error)), fit.SomaRmseMillivolts, 1e-3);
    }

    [Fact]
    public void Windows_hold_signed_spikes_in_their_bins_and_clipped_voltage()
    {
        using var scope = NewDisposeScope();
        var recording = new NeuronRecording(
            SpikeTrains.FromSorted([100, 2000, 2900, 5999], [0, 1, 1, 0], 2, new TimeWindow(0, 6000)), 1, [3], [-60, -57.7f, -55, -50, -67.7f, -70]);
        var (inputs, targets) = NeuronWindows.At([(recording, 2)], 5);
        Assert.Equal([0, -2, 0, 0, 0, 0, 1, 0, 0, 0], inputs.AsSpan<float>().ToArray());
        var expected = new[] { 0, 1.27f, 1, 1.27f, 0, 0, 0, -0.23f, 0, 0 };
        Assert.All(expected.Zip(targets.AsSpan<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_file_of_recordings_survives_being_written_and_read()
    {
        var same = Recordings.Select((_, i) => BranchedCell.Simulate(new BranchedCellOptions { DurationMs = 300 }, new RandomStream(i, "file"))).ToArray();
        using var stream = new MemoryStream();
        NeuronRecordingFile.Write(stream, same);
        var read = NeuronRecordingFile.Parse(stream.ToArray(), "cell.h5");
        Assert.Equal(same.Length, read.Count);
        Assert.All(same.Zip(read), pair =>
        {
            Assert.Equal(pair.First.SomaMillivolts, pair.Second.SomaMillivolts);
            Assert.Equal(pair.First.OutputSpikesMs, pair.Second.OutputSpikesMs);
            Assert.Equal(pair.First.Inputs.CountsByUnit(), pair.Second.Inputs.CountsByUnit());
            Assert.Equal(128, pair.Second.Excitatory);
            Assert.True(pair.First.Inputs.Times.ToArray().Zip(pair.Second.Inputs.Times.ToArray()).All(times => Math.Abs(times.First - times.Second) <= 1));
        });
    }

    [Fact]
    public void Bytes_that_are_no_such_file_are_refused()
    {
        Assert.Throws<GliaFormatException>(() => NeuronRecordingFile.Parse([1, 2, 3], "x.h5"));
        using var stream = new MemoryStream();
        HeidelbergSpikesFile.Write(stream, [SpikeTrains.FromSorted([1], [0], 700)], [0], ["a"]);
        Assert.Contains("/inputs", Assert.Throws<GliaFormatException>(() => NeuronRecordingFile.Parse(stream.ToArray(), "x.h5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_refuses_spikes_outside_of_it()
    {
        Assert.Throws<ArgumentException>(() => new NeuronRecording(SpikeTrains.FromSorted([5000], [0], 1, new TimeWindow(0, 6000)), 1, [], [-70, -70]));
        Assert.Throws<ArgumentException>(() => new NeuronRecording(SpikeTrains.Empty(1), 1, [2], [-70, -70]));
    }

    private static IEnumerable<(NeuronRecording, int)> Windows() =>
        from recording in Recordings
        from start in Enumerable.Range(0, 20).Select(i => i * 350)
        where start + 150 < recording.DurationMs && start + 500 > 500
        select (recording, start);
}
