using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.MetaNeuron;

/// <summary>One layer of spiking neurons between sparse spike trains and a readout of their rates, trained by surrogate gradients through time; Adam with a cosine schedule.</summary>
/// <remarks>Input and readout are small enough to be done in loops over what fires, forward and backward; time is the fused layer's.</remarks>
internal sealed class SpikingNetwork : IDisposable
{
    private const int BatchSize = 32;
    private const int EvaluationBatch = 100;
    private readonly NeuronLayer _layer;
    private readonly int _hidden;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="inputs">Input trains.</param>
    /// <param name="hidden">Spiking neurons.</param>
    /// <param name="model">Their equations and constants.</param>
    /// <param name="random">Where the weights come from.</param>
    public SpikingNetwork(int inputs, int hidden, NeuronModel model, RandomStream random)
    {
        _hidden = hidden;
        _layer = new NeuronLayer(model, hidden);
        Input = new SparseInput(inputs, hidden, random);
        Readout = new RateReadout(hidden, random);
    }

    public SparseInput Input { get; }

    public RateReadout Readout { get; }

    /// <summary>The raw learned constants; none where none is learned.</summary>
    public IEnumerable<(string Name, Tensor Raw)> Constants => _layer.named_parameters().Select(p => (p.name, (Tensor)p.parameter));

    /// <summary>The learned constants themselves by name.</summary>
    public IReadOnlyDictionary<string, double[]> LearnedConstants() => _layer.LearnedValues();

    /// <summary>Trains on samples in random order.</summary>
    /// <param name="samples">Training samples.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="weightRate">Learning rate of weights; 0 leaves them alone.</param>
    /// <param name="constantRate">Learning rate of constants.</param>
    /// <param name="random">Where the order comes from.</param>
    public void Train(SpikeSet samples, int epochs, double weightRate, double constantRate, RandomStream random)
    {
        var steps = (long)epochs * ((samples.Count + BatchSize - 1) / BatchSize);
        var optimizers = new List<Adam>();
        if (weightRate > 0)
        {
            optimizers.Add(new Adam([Input.Weights, Input.Bias, Readout.Weights], Schedule.Cosine(weightRate, steps)));
        }

        var constants = Constants.Select(constant => constant.Raw).ToList();
        if (constants.Count > 0)
        {
            optimizers.Add(new Adam(constants, Schedule.Cosine(constantRate, steps)));
        }

        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var order = random.Permutation(samples.Count);
            for (var start = 0; start < order.Length; start += BatchSize)
            {
                optimizers.ForEach(optimizer => optimizer.ZeroGradients());
                AddGradients(samples, order.AsSpan(start, Math.Min(BatchSize, order.Length - start)));
                optimizers.ForEach(optimizer => optimizer.Step());
            }
        }
    }

    /// <summary>Adds to the gradients of weights and constants.</summary>
    public void AddGradients(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        using var scope = NewDisposeScope();
        var current = Input.Current(samples, batch).requires_grad_(true);
        var output = _layer.Run(current, null).Output;
        var rates = RateReadout.Rates(output.AsReadOnlySpan<float>(), samples.Steps);
        var spikeGradient = Readout.AddGradient(rates, Labels(samples, batch), samples.Steps);
        var upstream = empty_like(output);
        var span = upstream.AsSpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            spikeGradient.CopyTo(span[(step * spikeGradient.Length)..]);
        }

        output.backward([upstream]);
        Input.AddGradient(samples, batch, current.grad!.AsReadOnlySpan<float>());
    }

    /// <summary>Mean cross-entropy of some samples.</summary>
    public double Loss(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var output = _layer.Run(Input.Current(samples, batch), null).Output;
        return Readout.Loss(RateReadout.Rates(output.AsReadOnlySpan<float>(), samples.Steps), Labels(samples, batch));
    }

    /// <summary>Returns the share of samples that are told apart rightly.</summary>
    public double Accuracy(SpikeSet samples)
    {
        var right = 0;
        ForEachBatch(samples, (batch, spikes) =>
        {
            var rates = RateReadout.Rates(spikes, samples.Steps);
            for (var b = 0; b < batch.Length; b++)
            {
                right += Readout.Predict(rates.AsSpan(b * _hidden, _hidden)) == samples.Labels[batch[b]] ? 1 : 0;
            }
        });
        return (double)right / samples.Count;
    }

    /// <summary>Hands over the neurons' spikes of one sample after the other, [steps, hidden].</summary>
    public void ForEachSample(SpikeSet samples, Action<int, byte[]> take) => ForEachBatch(samples, (batch, spikes) =>
    {
        for (var b = 0; b < batch.Length; b++)
        {
            var raster = new byte[samples.Steps * _hidden];
            for (var i = 0; i < raster.Length; i++)
            {
                raster[i] = (byte)spikes[(((i / _hidden * batch.Length) + b) * _hidden) + (i % _hidden)];
            }

            take(batch[b], raster);
        }
    });

    /// <summary>Returns where a meta neuron first leaves its bounds, as the layer is now; null if none does.</summary>
    public MetaNeuronDivergence? Divergence(SpikeSet samples)
    {
        using var scope = NewDisposeScope();
        int[] batch = [.. Enumerable.Range(0, Math.Min(EvaluationBatch, samples.Count))];
        var current = Input.Current(samples, batch).AsReadOnlySpan<float>();
        return MetaNeuronDivergence.FirstIn(_layer.ToPopulation(), current, new SequenceShape(samples.Steps, batch.Length, _hidden));
    }

    public void Dispose()
    {
        _layer.Dispose();
        Input.Dispose();
        Readout.Dispose();
    }

    private void ForEachBatch(SpikeSet samples, Action<int[], float[]> take)
    {
        using var none = no_grad();
        for (var start = 0; start < samples.Count; start += EvaluationBatch)
        {
            int[] batch = [.. Enumerable.Range(start, Math.Min(EvaluationBatch, samples.Count - start))];
            using var scope = NewDisposeScope();
            take(batch, _layer.Run(Input.Current(samples, batch), null).Output.AsReadOnlySpan<float>().ToArray());
        }
    }

    private static int[] Labels(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        var labels = new int[batch.Length];
        for (var b = 0; b < labels.Length; b++)
        {
            labels[b] = samples.Labels[batch[b]];
        }

        return labels;
    }
}
