using Glia.Data;

namespace Glia.Conversion;

/// <summary>One sample on its way through a spiking network: membranes, what it has put out so far, and what that cost.</summary>
internal sealed class SpikingRow
{
    private readonly SpikingNetwork _network;
    private readonly float[] _image;
    private readonly float[][] _membranes;
    private readonly int[][] _sent;
    private readonly float[] _accumulated;
    private readonly float[] _constant;

    // Two buffers that layers write to in turn, each as long as the widest layer.
    private readonly float[] _here;
    private readonly float[] _there;

    public SpikingRow(SpikingNetwork network, int steps)
    {
        _network = network;
        var layers = network.Stages.SelectMany(stage => stage.Linear).Concat(network.Readout).ToList();
        var widest = layers.Max(layer => Math.Max(layer.Inputs, layer.Outputs));
        (_here, _there) = (new float[widest], new float[widest]);
        _image = new float[network.Inputs];
        _membranes = [.. network.Stages.Select(stage => new float[stage.Neurons])];
        _sent = network.Options.Signs == SpikeSigns.PositiveAndNegative ? [.. network.Stages.Select(stage => new int[stage.Neurons])] : [];
        _constant = new float[network.Stages[0].Neurons];
        _accumulated = new float[steps * network.Outputs];
    }

    /// <summary>The sample's place among those that are run.</summary>
    public int Place { get; private set; }

    /// <summary>Steps done.</summary>
    public int Steps { get; private set; }

    /// <summary>All spikes and synaptic operations so far.</summary>
    public SpikingActivity Activity { get; private set; }

    /// <summary>[steps so far, classes]: outputs summed.</summary>
    public ReadOnlySpan<float> Accumulated => _accumulated.AsSpan(0, Steps * _network.Outputs);

    /// <summary>Begins a sample: membranes at their start, the first layer's current computed once, since the input never changes.</summary>
    public void Start(LabelledImages images, int sample, int place)
    {
        images.CopyTo(sample, _image);
        (Place, Steps, Activity) = (place, 0, default);
        for (var stage = 0; stage < _membranes.Length; stage++)
        {
            _membranes[stage].AsSpan().Fill((float)(_network.Options.MembraneStart * _network.Stages[stage].Threshold));
        }

        Array.ForEach(_sent, Array.Clear);
        Through(_network.Stages[0].Linear, _image).CopyTo(_constant);
    }

    /// <summary>Runs one step.</summary>
    public void Step()
    {
        ReadOnlySpan<float> current = _constant;
        for (var index = 0; index < _membranes.Length; index++)
        {
            var stage = _network.Stages[index];
            if (index > 0)
            {
                current = Through(stage.Linear, _here.AsSpan(0, _membranes[index - 1].Length));
            }

            Fire(stage, index, current);
        }

        var logits = Through(_network.Readout, _here.AsSpan(0, _membranes[^1].Length));
        var classes = _network.Outputs;
        var now = _accumulated.AsSpan(Steps * classes, classes);
        logits.CopyTo(now);
        for (var i = 0; Steps > 0 && i < classes; i++)
        {
            now[i] += _accumulated[((Steps - 1) * classes) + i];
        }

        Steps++;
    }

    // Spikes always end up in the first buffer; the current may lie in either, and is read element by element before it is overwritten.
    private void Fire(SpikingStage stage, int index, ReadOnlySpan<float> current)
    {
        var spikes = _here.AsSpan(0, stage.Neurons);
        Activity += _network.Options.Signs == SpikeSigns.Positive
            ? IntegrateAndFireCells.Step(current, _membranes[index], spikes, stage.Threshold, stage.FanOut)
            : IntegrateAndFireCells.SignedStep(current, _membranes[index], _sent[index], spikes, stage.Threshold, stage.FanOut);
    }

    private ReadOnlySpan<float> Through(IFeedforwardLayer[] layers, ReadOnlySpan<float> values)
    {
        var target = _there;
        foreach (var layer in layers)
        {
            var output = target.AsSpan(0, layer.Outputs);
            layer.Forward(values, output);
            values = output;
            target = ReferenceEquals(target, _there) ? _here : _there;
        }

        return values;
    }
}
