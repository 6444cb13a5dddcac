using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.MetaNeuron;

/// <summary>One layer of spiking neurons between sparse spike trains and a readout of their rates, trained by surrogate gradients through time.</summary>
/// <remarks>
/// x[t] = b + Σ of the weights of the inputs that fire; logits = 10 · mean spikes · V + c; cross-entropy; Adam with a cosine schedule. Input and readout are small enough to be done in loops
/// over what fires; time is the fused layer's.
/// </remarks>
internal sealed class SpikingNetwork : IDisposable
{
    private const int Classes = 2;
    private const int BatchSize = 32;
    private const float RateGain = 10;
    private readonly NeuronLayer _layer;
    private readonly Tensor _weights;
    private readonly Tensor _bias;
    private readonly Tensor _readout;
    private readonly int _hidden;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="inputs">Input trains.</param>
    /// <param name="hidden">Spiking neurons.</param>
    /// <param name="model">Their equations and constants.</param>
    /// <param name="random">Where the weights come from: input weights uniform in ±√(6/inputs), the readout in ±1/√hidden.</param>
    public SpikingNetwork(int inputs, int hidden, NeuronModel model, RandomStream random)
    {
        _hidden = hidden;
        _layer = new NeuronLayer(model, hidden);
        var bound = Math.Sqrt(6.0 / inputs);
        _weights = Kept(TensorInitialization.Uniform(random, [inputs, hidden], -bound, bound));
        _bias = Kept(zeros(hidden));
        _readout = Kept(TensorInitialization.Uniform(random, [hidden + 1, Classes], -1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden)));
    }

    /// <summary>The raw learned constants by name; empty where none is learned.</summary>
    public Dictionary<string, float[]> Constants() => _layer.named_parameters().ToDictionary(p => p.name, p => p.parameter.AsReadOnlySpan<float>().ToArray());

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
            optimizers.Add(new Adam([_weights, _bias, _readout], Schedule.Cosine(weightRate, steps)));
        }

        var constants = _layer.parameters().ToList();
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
                Backward(samples, order.AsSpan(start, Math.Min(BatchSize, order.Length - start)));
                optimizers.ForEach(optimizer => optimizer.Step());
            }
        }
    }

    /// <summary>Returns the share of samples that are told apart rightly.</summary>
    public double Accuracy(SpikeSet samples)
    {
        var right = 0;
        var logits = new float[Classes];
        ForEachBatch(samples, (batch, spikes) =>
        {
            var rates = Rates(spikes, samples.Steps, batch.Length);
            for (var b = 0; b < batch.Length; b++)
            {
                Logits(rates.AsSpan(b * _hidden, _hidden), logits);
                right += (logits[1] > logits[0] ? 1 : 0) == samples.Labels[batch[b]] ? 1 : 0;
            }
        });
        return (double)right / samples.Count;
    }

    /// <summary>Hands over the neurons' spikes of one sample after the other, [steps, hidden].</summary>
    public void ForEachSample(SpikeSet samples, Action<int, byte[]> take)
    {
        ForEachBatch(samples, (batch, spikes) =>
        {
            for (var b = 0; b < batch.Length; b++)
            {
                var raster = new byte[samples.Steps * _hidden];
                for (var step = 0; step < samples.Steps; step++)
                {
                    for (var unit = 0; unit < _hidden; unit++)
                    {
                        raster[(step * _hidden) + unit] = (byte)spikes[(((step * batch.Length) + b) * _hidden) + unit];
                    }
                }

                take(batch[b], raster);
            }
        });
    }

    public void Dispose()
    {
        _layer.Dispose();
        _weights.Dispose();
        _bias.Dispose();
        _readout.Dispose();
    }

    private void ForEachBatch(SpikeSet samples, Action<int[], float[]> take)
    {
        const int EvaluationBatch = 100;
        using var none = no_grad();
        for (var start = 0; start < samples.Count; start += EvaluationBatch)
        {
            int[] batch = [.. Enumerable.Range(start, Math.Min(EvaluationBatch, samples.Count - start))];
            using var scope = NewDisposeScope();
            take(batch, _layer.Run(Current(samples, batch), null).Output.AsReadOnlySpan<float>().ToArray());
        }
    }

    private void Backward(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        using var scope = NewDisposeScope();
        var current = Current(samples, batch).requires_grad_(true);
        var output = _layer.Run(current, null).Output;
        var rates = Rates(output.AsReadOnlySpan<float>(), samples.Steps, batch.Length);
        var rateGradient = ReadoutGradient(rates, samples, batch);
        var upstream = empty_like(output);
        var span = upstream.AsSpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            rateGradient.CopyTo(span[(step * rateGradient.Length)..]);
        }

        output.backward([upstream]);
        InputGradient(samples, batch, current.grad!.AsReadOnlySpan<float>());
    }

    private Tensor Current(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        var current = empty([samples.Steps, batch.Length, _hidden], ScalarType.Float32);
        var values = current.AsSpan<float>();
        var weights = _weights.AsReadOnlySpan<float>();
        var bias = _bias.AsReadOnlySpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            foreach (var sample in batch)
            {
                var row = values[.._hidden];
                bias.CopyTo(row);
                foreach (var unit in samples.Active(sample, step))
                {
                    Add(row, weights.Slice(unit * _hidden, _hidden), row);
                }

                values = values[_hidden..];
            }
        }

        return current;
    }

    private float[] Rates(ReadOnlySpan<float> spikes, int steps, int batch)
    {
        var rates = new float[batch * _hidden];
        for (var step = 0; step < steps; step++)
        {
            Add(rates, spikes.Slice(step * rates.Length, rates.Length), rates);
        }

        foreach (ref var rate in rates.AsSpan())
        {
            rate *= RateGain / steps;
        }

        return rates;
    }

    private void Logits(ReadOnlySpan<float> rates, Span<float> logits)
    {
        var readout = _readout.AsReadOnlySpan<float>();
        for (var c = 0; c < Classes; c++)
        {
            logits[c] = readout[(_hidden * Classes) + c];
            for (var unit = 0; unit < _hidden; unit++)
            {
                logits[c] += rates[unit] * readout[(unit * Classes) + c];
            }
        }
    }

    // Adds the readout's gradient; returns that of each neuron's spike at any step, [batch, hidden].
    private float[] ReadoutGradient(float[] rates, SpikeSet samples, ReadOnlySpan<int> batch)
    {
        using var handle = _readout.grad!;
        var gradient = handle.AsSpan<float>();
        var readout = _readout.AsReadOnlySpan<float>();
        var result = new float[rates.Length];
        Span<float> logits = stackalloc float[Classes];
        for (var b = 0; b < batch.Length; b++)
        {
            Logits(rates.AsSpan(b * _hidden, _hidden), logits);
            var one = 1 / (1 + MathF.Exp(logits[0] - logits[1]));
            for (var c = 0; c < Classes; c++)
            {
                var error = ((c == 1 ? one : 1 - one) - (samples.Labels[batch[b]] == c ? 1 : 0)) / batch.Length;
                gradient[(_hidden * Classes) + c] += error;
                for (var unit = 0; unit < _hidden; unit++)
                {
                    gradient[(unit * Classes) + c] += error * rates[(b * _hidden) + unit];
                    result[(b * _hidden) + unit] += error * readout[(unit * Classes) + c] * RateGain / samples.Steps;
                }
            }
        }

        return result;
    }

    private void InputGradient(SpikeSet samples, ReadOnlySpan<int> batch, ReadOnlySpan<float> currentGradient)
    {
        using var weightHandle = _weights.grad!;
        using var biasHandle = _bias.grad!;
        var weights = weightHandle.AsSpan<float>();
        var bias = biasHandle.AsSpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            foreach (var sample in batch)
            {
                var row = currentGradient[.._hidden];
                Add(bias, row, bias);
                foreach (var unit in samples.Active(sample, step))
                {
                    var target = weights.Slice(unit * _hidden, _hidden);
                    Add(target, row, target);
                }

                currentGradient = currentGradient[_hidden..];
            }
        }
    }

    private static void Add(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> sum) => System.Numerics.Tensors.TensorPrimitives.Add(left, right, sum);

    // Gradients are added by hand: the tensors need a place for them.
    private static Tensor Kept(Tensor values)
    {
        values.requires_grad_(true);
        values.grad = zeros_like(values).DetachFromDisposeScope();
        return values.DetachFromDisposeScope();
    }
}
