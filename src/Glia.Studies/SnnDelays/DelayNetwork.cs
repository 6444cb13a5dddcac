using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.SnnDelays;

/// <summary>Hidden blocks of delayed synapses, batch normalisation, spiking neurons and dropout; then delayed synapses and a readout that does not spike.</summary>
internal sealed class DelayNetwork : IDisposable
{
    private readonly DelayArm _arm;
    private readonly List<BatchNormalization> _normalizations = [];
    private readonly List<NeuronLayer> _neurons = [];
    private readonly List<TorchSharp.Modules.Parameter> _recurrent = [];
    private readonly List<SynapseMask> _masks = [];

    public DelayNetwork(IReadOnlyList<int> sizes, DelayArm arm, TrainingPlan plan, RandomStream random)
    {
        _arm = arm;
        var options = new DelayedLinearOptions
        {
            Taps = arm.Delays ? plan.Taps : 1,
            MaxDelay = plan.MaxDelay,
            Sigma = plan.Sigma,
            Execution = arm.Learns ? DelayExecution.Smooth : DelayExecution.Rounded,
        };
        for (var layer = 0; layer + 1 < sizes.Count; layer++)
        {
            Synapses.Add(new DelayedLinear(sizes[layer], sizes[layer + 1], random.Child($"synapses {layer}"), options));
            if (arm.FanIn > 0 && arm.FanIn < sizes[layer])
            {
                _masks.Add(new SynapseMask(Synapses[^1], arm.FanIn, random.Child($"mask {layer}")));
            }

            if (layer + 2 < sizes.Count)
            {
                AddHidden(sizes[layer + 1], random.Child($"recurrent {layer}"));
            }
        }

        _neurons.Add(new NeuronLayer(new LeakyReadout { Tau = arm.Tau, InputDecay = InputDecay.Whole }, sizes[^1]));
        if (!arm.Learns)
        {
            FixDelays();
        }
    }

    /// <summary>The delayed synapses, layer by layer.</summary>
    public List<DelayedLinear> Synapses { get; } = [];

    /// <summary>The layers of batch normalisation.</summary>
    public IReadOnlyList<BatchNormalization> Normalizations => _normalizations;

    /// <summary>Parameters that learn with the rate of the weights.</summary>
    public IEnumerable<Tensor> Weights => [.. SynapticWeights, .. NormalizationWeights];

    /// <summary>Weights of synapses, recurrent ones included.</summary>
    public IEnumerable<Tensor> SynapticWeights => [.. Synapses.Select(layer => layer.Weight), .. _recurrent];

    /// <summary>Scales and shifts of batch normalisation.</summary>
    public IEnumerable<Tensor> NormalizationWeights => _normalizations.SelectMany(layer => new Tensor[] { layer.Scale, layer.Shift });

    /// <summary>Numbers that training changes; synapses that are not there do not count.</summary>
    public long Parameters
    {
        get
        {
            var missing = _masks.Sum(mask => mask.Missing);
            var positions = _arm.Learns ? Synapses.Sum(layer => layer.Position.numel()) - missing : 0;
            return Weights.Sum(weight => weight.numel()) - missing + positions;
        }
    }

    /// <summary>Sets synapses that are not there to 0; call it after every step of the optimiser.</summary>
    public void KeepSparse() => _masks.ForEach(mask => mask.Apply());

    /// <summary>Returns the readout over time, [T + tails, B, classes].</summary>
    /// <param name="input">[T, B, channels].</param>
    /// <param name="dropout">Draws which spikes are dropped; null drops none.</param>
    /// <param name="rate">Part of the spikes that is dropped.</param>
    public Tensor Forward(Tensor input, RandomStream? dropout = null, double rate = 0)
    {
        var signal = input;
        for (var layer = 0; layer < _normalizations.Count; layer++)
        {
            signal = Hidden(_normalizations[layer].forward(Synapses[layer].forward(signal)), layer);
            signal = dropout is null || rate == 0 ? signal : signal.mul(Mask(signal.shape, dropout, rate));
        }

        return _neurons[^1].Run(Synapses[^1].forward(signal), null).Output;
    }

    /// <summary>Sets training or evaluation of the batch normalisation.</summary>
    public void Train(bool training) => _normalizations.ForEach(layer => layer.train(training));

    /// <summary>Runs something with smooth or with rounded taps, and puts them back.</summary>
    public TResult With<TResult>(DelayExecution execution, Func<TResult> run)
    {
        var before = Synapses.Select(layer => layer.Execution).ToList();
        Synapses.ForEach(layer => layer.Execution = execution);
        var result = run();
        for (var layer = 0; layer < before.Count; layer++)
        {
            Synapses[layer].Execution = before[layer];
        }

        return result;
    }

    public void Dispose()
    {
        Synapses.ForEach(layer => layer.Dispose());
        _normalizations.ForEach(layer => layer.Dispose());
        _neurons.ForEach(layer => layer.Dispose());
        _recurrent.ForEach(weight => weight.Dispose());
    }

    private void AddHidden(int units, RandomStream random)
    {
        _normalizations.Add(new BatchNormalization(units));
        _neurons.Add(new NeuronLayer(
            new LeakyIntegrateAndFire { Tau = _arm.Tau, InputDecay = InputDecay.Whole, ResetGradient = ResetGradient.Detached, Surrogate = Surrogate.ATan(5) }, units));
        if (_arm.Method == DelayMethod.Recurrent)
        {
            var parameter = new TorchSharp.Modules.Parameter(TensorInitialization.LinearWeight(random, units, units));
            _ = parameter.DetachFromDisposeScope();
            _recurrent.Add(parameter);
        }
    }

    private void FixDelays()
    {
        foreach (var layer in Synapses)
        {
            if (_arm.Method is DelayMethod.FixedRandom or DelayMethod.FixedEqualParameters)
            {
                layer.RoundDelays();
            }
            else
            {
                layer.Position.detach().AsSpan<float>().Fill(layer.Options.MaxDelay / 2);
            }
        }
    }

    private Tensor Hidden(Tensor current, int layer)
    {
        if (_recurrent.Count == 0)
        {
            return _neurons[layer].Run(current, null).Output;
        }

        var spikes = new List<Tensor>();
        Tensor? state = null;
        for (var step = 0; step < current.shape[0]; step++)
        {
            var now = current.select(0, step);
            var input = spikes.Count == 0 ? now : now.Plus(spikes[^1].mm(_recurrent[layer]));
            var (output, next) = _neurons[layer].Run(input.unsqueeze(0), state);
            spikes.Add(output.squeeze(0));
            state = next;
        }

        return stack(spikes);
    }

    private static Tensor Mask(long[] shape, RandomStream random, double rate)
    {
        var mask = empty(shape);
        var values = mask.AsSpan<float>();
        var kept = (float)(1 / (1 - rate));
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = random.NextSingle() < rate ? 0 : kept;
        }

        return mask;
    }
}
