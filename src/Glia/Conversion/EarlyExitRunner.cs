using Glia.Anytime;
using Glia.Data;

namespace Glia.Conversion;

/// <summary>Runs samples through a spiking network and stops each as soon as a criterion's score is above a threshold.</summary>
/// <remarks>
/// Work is saved, not only counted: samples that are done leave the batch. Results are those of recording all steps and stopping
/// afterwards, to the last bit. Thread-safe: no.
/// </remarks>
/// <param name="network">The network.</param>
/// <param name="criterion">How sure an output is.</param>
/// <param name="threshold">From 0, which stops at once, to 1, which never stops early.</param>
/// <param name="options">Null for the defaults.</param>
/// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1, or an option makes no sense.</exception>
public sealed class EarlyExitRunner(SpikingNetwork network, IStoppingCriterion criterion, double threshold, EarlyExitOptions? options = null)
{
    private readonly EarlyExitOptions _options = (options ?? new EarlyExitOptions()).Validated();
    private readonly double _threshold = Checked(threshold);

    /// <summary>Runs samples.</summary>
    /// <param name="images">Brightness 0 to 255 goes in as 0 to 1.</param>
    /// <param name="samples">Which of the images.</param>
    /// <exception cref="ArgumentException">An image has another size than the network's input.</exception>
    public EarlyExitResult Run(LabelledImages images, IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(samples);
        var rows = Enumerable.Range(0, Math.Min(_options.BatchSize, samples.Count)).Select(_ => new SpikingRow(network, _options.Steps)).ToArray();
        var run = new Outcome(samples.Count);
        for (var first = 0; first < samples.Count; first += rows.Length)
        {
            var count = Math.Min(rows.Length, samples.Count - first);
            for (var i = 0; i < count; i++)
            {
                rows[i].Start(images, samples[first + i], first + i);
            }

            RunBatch(rows.AsSpan(0, count), run);
        }

        return new EarlyExitResult(run.Predictions, run.Latencies, run.Activities, run.RowSteps);
    }

    private void RunBatch(Span<SpikingRow> rows, Outcome run)
    {
        var finished = 0;
        for (var step = 1; rows.Length > finished; step++)
        {
            foreach (var row in rows)
            {
                row.Step();
                run.RowSteps++;
                if (run.Latencies[row.Place] == 0 && (step == _options.Steps || criterion.Score(row.Accumulated, network.Outputs) > _threshold))
                {
                    run.Finish(row, network.Outputs);
                    finished++;
                }
            }

            if (finished > 0 && finished >= _options.CompactionShare * rows.Length)
            {
                rows = Compact(rows, run);
                finished = 0;
            }
        }
    }

    // Rows that go on change places with rows that are done.
    private static Span<SpikingRow> Compact(Span<SpikingRow> rows, Outcome run)
    {
        var kept = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (run.Latencies[rows[i].Place] == 0)
            {
                (rows[kept], rows[i]) = (rows[i], rows[kept]);
                kept++;
            }
        }

        return rows[..kept];
    }

    private static double Checked(double threshold)
    {
        StoppingScores.RequireThreshold(threshold);
        return threshold;
    }

    private sealed class Outcome(int count)
    {
        public int[] Predictions { get; } = new int[count];

        public int[] Latencies { get; } = new int[count];

        public SpikingActivity[] Activities { get; } = new SpikingActivity[count];

        public long RowSteps { get; set; }

        public void Finish(SpikingRow row, int classes)
        {
            Predictions[row.Place] = Softmax.Largest(row.Accumulated[^classes..]);
            Latencies[row.Place] = row.Steps;
            Activities[row.Place] = row.Activity;
        }
    }
}
