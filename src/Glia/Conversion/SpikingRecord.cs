using Glia.Anytime;

namespace Glia.Conversion;

/// <summary>A recorded run of a spiking network.</summary>
public sealed class SpikingRecord
{
    private readonly SpikingActivity[] _activity;

    internal SpikingRecord(AnytimeOutput output, SpikingActivity[] activity) => (Output, _activity) = (output, activity);

    /// <summary>Summed outputs and labels.</summary>
    public AnytimeOutput Output { get; }

    /// <summary>Spikes and synaptic operations of a sample up to a step from 1 to T.</summary>
    public SpikingActivity Activity(int sample, int step) => _activity[(sample * Output.Steps) + step - 1];

    /// <summary>Mean cost of a sample where each stops at its own step.</summary>
    /// <param name="latencies">From 1 to T for each sample.</param>
    /// <exception cref="ArgumentException">There are not as many latencies as samples.</exception>
    public (double Spikes, double SynapticOperations) MeanActivity(IReadOnlyList<int> latencies)
    {
        if (latencies.Count != Output.Count)
        {
            throw new ArgumentException($"There must be {Output.Count} latencies; got {latencies.Count}.", nameof(latencies));
        }

        var sum = latencies.Select((step, sample) => Activity(sample, step)).Aggregate(SpikingActivity.Add);
        return ((double)sum.Spikes / latencies.Count, sum.SynapticOperations / latencies.Count);
    }
}
