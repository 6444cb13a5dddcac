namespace Glia.Synapses;

/// <summary>The synapses of a pruned kernel, one by one: an event costs as many additions as its channel has synapses left.</summary>
public sealed class SpatioTemporalSynapses
{
    private readonly SpatioTemporalKernel _kernel;
    private readonly (int Delay, int Row, int Column, float Weight)[][] _synapses;

    /// <summary>Lists the weights that are not zero.</summary>
    public SpatioTemporalSynapses(SpatioTemporalKernel kernel)
    {
        _kernel = kernel.Copy();
        var lists = Enumerable.Range(0, kernel.Channels).Select(_ => new List<(int Delay, int Row, int Column, float Weight)>()).ToArray();
        _kernel.Map((c, channel, delay, dy, dx, weight) =>
        {
            if (weight != 0)
            {
                lists[channel].Add((delay, kernel.Height - 1 - dy, ((kernel.Width - 1 - dx) * kernel.Classes) + c, weight));
            }

            return weight;
        });
        _synapses = Array.ConvertAll(lists, list => list.OrderBy(synapse => (synapse.Delay, synapse.Row, synapse.Column)).ToArray());
    }

    /// <summary>How many synapses there are.</summary>
    public int Count => _synapses.Sum(list => list.Length);

    /// <summary>How many synapses a channel has.</summary>
    public int CountOf(int channel) => _synapses[channel].Length;

    /// <summary>Additions that these events cost: over all events, the synapses of its channel. Those that end after the recording count too.</summary>
    public long Operations(SpatioTemporalEvents events)
    {
        var operations = 0L;
        foreach (var channel in events.Channel)
        {
            operations += _synapses[channel].Length;
        }

        return operations;
    }

    /// <summary>Computes the evidence of events; the same numbers as <see cref="SpatioTemporalConvolution"/> gives with the pruned kernel.</summary>
    /// <exception cref="ArgumentException">The evidence has other sizes, or the channels differ.</exception>
    public void Forward(SpatioTemporalEvents events, SpatioTemporalEvidence evidence)
    {
        evidence.RequireMatches(_kernel, events.Steps, events.Height, events.Width);
        if (events.Channels != _synapses.Length)
        {
            throw new ArgumentException($"There are synapses of {_synapses.Length} channels; the events have {events.Channels}.", nameof(events));
        }

        evidence.Fill(_kernel.Bias);
        var (offsets, weights, within) = (new int[_synapses.Length][], new float[_synapses.Length][], new int[_synapses.Length][]);
        for (var channel = 0; channel < _synapses.Length; channel++)
        {
            var list = _synapses[channel];
            offsets[channel] = Array.ConvertAll(list, synapse => (synapse.Delay * evidence.StepStride) + (synapse.Row * evidence.RowStride) + synapse.Column);
            weights[channel] = Array.ConvertAll(list, synapse => synapse.Weight);

            // How many synapses have a delay of at most d: those of a late event that still end inside the recording.
            within[channel] = [.. Enumerable.Range(0, _kernel.Delays).Select(d => list.Count(synapse => synapse.Delay <= d))];
        }

        for (var i = 0; i < events.Count; i++)
        {
            var channel = events.Channel[i];
            var target = evidence.Storage[((events.Step[i] * evidence.StepStride) + (events.Y[i] * evidence.RowStride) + (events.X[i] * evidence.Classes))..];
            var count = within[channel][Math.Min(_kernel.Delays, events.Steps - events.Step[i]) - 1];
            var (places, values) = (offsets[channel], weights[channel]);
            for (var j = 0; j < count; j++)
            {
                target[places[j]] += values[j];
            }
        }
    }
}
