using Glia.Anytime;
using Glia.Data;

namespace Glia.Conversion;

/// <summary>A network of integrate-and-fire neurons that came out of <see cref="AnnToSnn"/>; runs one sample at a time, step by step.</summary>
/// <remarks>Shares the weights of the network that it came from. Thread-safe for reading; each thread runs samples of its own.</remarks>
public sealed class SpikingNetwork
{
    private readonly SpikingStage[] _stages;
    private readonly IFeedforwardLayer[] _readout;
    private readonly ConversionOptions _options;

    internal SpikingNetwork(SpikingStage[] stages, IFeedforwardLayer[] readout, ConversionOptions options) =>
        (_stages, _readout, _options) = (stages, readout, options);

    /// <summary>What each activation became, first layer first.</summary>
    public IReadOnlyList<StageReport> Report => [.. _stages.Select(stage => new StageReport(stage.Name, stage.Neurons, stage.Threshold))];

    /// <summary>Numbers that go in.</summary>
    public int Inputs => _stages[0].Linear[0].Inputs;

    /// <summary>Number of classes.</summary>
    public int Outputs => _readout[^1].Outputs;

    /// <summary>Number of spiking neurons.</summary>
    public int Neurons => _stages.Sum(stage => stage.Neurons);

    /// <summary>Runs samples for all steps and records their summed outputs and what each step cost.</summary>
    /// <param name="images">Brightness 0 to 255 goes in as 0 to 1, the same at every step.</param>
    /// <param name="samples">Which of the images.</param>
    /// <param name="steps">T, at least 2.</param>
    /// <param name="progress">Told after each sample how many are done; may throw to stop.</param>
    /// <exception cref="ArgumentException">An image has another size than the input, or there is no sample.</exception>
    public SpikingRecord Record(LabelledImages images, IReadOnlyList<int> samples, int steps, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var (accumulated, activity) = (new float[samples.Count * steps * Outputs], new SpikingActivity[samples.Count * steps]);
        var row = new SpikingRow(this, steps);
        for (var i = 0; i < samples.Count; i++)
        {
            row.Start(images, samples[i], i);
            for (var step = 0; step < steps; step++)
            {
                row.Step();
                activity[(i * steps) + step] = row.Activity;
            }

            row.Accumulated.CopyTo(accumulated.AsSpan(i * steps * Outputs));
            progress?.Invoke(i + 1);
        }

        var labels = samples.Select(sample => images.Labels[sample]).ToArray();
        return new SpikingRecord(new AnytimeOutput(accumulated, labels, steps, Outputs), activity);
    }

    internal SpikingStage[] Stages => _stages;

    internal IFeedforwardLayer[] Readout => _readout;

    internal ConversionOptions Options => _options;
}
