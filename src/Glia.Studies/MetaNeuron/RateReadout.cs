using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Glia.Studies.MetaNeuron;

/// <summary>Two classes from rates: logits = 10 · mean spikes · V + c, under cross-entropy.</summary>
internal sealed class RateReadout : IDisposable
{
    public const int Classes = 2;
    private const float Gain = 10;
    private readonly int _hidden;

    /// <summary>Draws V and c uniform in ±1/√hidden.</summary>
    public RateReadout(int hidden, RandomStream random)
    {
        _hidden = hidden;
        Weights = HandLearned.Of(TensorInitialization.Uniform(random, [hidden + 1, Classes], -1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden)));
    }

    /// <summary>V, and c as the last row; [hidden + 1, classes].</summary>
    public Tensor Weights { get; }

    /// <summary>Ten times the mean spikes, [batch, hidden].</summary>
    /// <param name="spikes">[steps, batch, hidden].</param>
    /// <param name="steps">Number of steps.</param>
    public static float[] Rates(ReadOnlySpan<float> spikes, int steps)
    {
        var rates = new float[spikes.Length / steps];
        for (var step = 0; step < steps; step++)
        {
            TensorPrimitives.Add(rates, spikes.Slice(step * rates.Length, rates.Length), rates);
        }

        TensorPrimitives.Multiply(rates, Gain / steps, rates);
        return rates;
    }

    /// <summary>The class of one sample.</summary>
    public int Predict(ReadOnlySpan<float> rates)
    {
        Span<float> logits = stackalloc float[Classes];
        Logits(rates, logits);
        return logits[1] > logits[0] ? 1 : 0;
    }

    /// <summary>Mean cross-entropy of a batch.</summary>
    public double Loss(ReadOnlySpan<float> rates, ReadOnlySpan<int> labels)
    {
        var loss = 0.0;
        Span<float> logits = stackalloc float[Classes];
        for (var b = 0; b < labels.Length; b++)
        {
            Logits(rates.Slice(b * _hidden, _hidden), logits);
            loss += Math.Log(1 + Math.Exp(logits[1 - labels[b]] - logits[labels[b]]));
        }

        return loss / labels.Length;
    }

    /// <summary>Adds to the gradient of the weights; returns that of each neuron's spike at any step, [batch, hidden].</summary>
    public float[] AddGradient(ReadOnlySpan<float> rates, ReadOnlySpan<int> labels, int steps)
    {
        using var handle = Weights.grad!;
        var gradient = handle.AsSpan<float>();
        var weights = Weights.AsReadOnlySpan<float>();
        var result = new float[rates.Length];
        Span<float> logits = stackalloc float[Classes];
        for (var b = 0; b < labels.Length; b++)
        {
            Logits(rates.Slice(b * _hidden, _hidden), logits);
            var one = 1 / (1 + MathF.Exp(logits[0] - logits[1]));
            for (var c = 0; c < Classes; c++)
            {
                var error = ((c == 1 ? one : 1 - one) - (labels[b] == c ? 1 : 0)) / labels.Length;
                gradient[(_hidden * Classes) + c] += error;
                for (var unit = 0; unit < _hidden; unit++)
                {
                    gradient[(unit * Classes) + c] += error * rates[(b * _hidden) + unit];
                    result[(b * _hidden) + unit] += error * weights[(unit * Classes) + c] * Gain / steps;
                }
            }
        }

        return result;
    }

    public void Dispose() => Weights.Dispose();

    private void Logits(ReadOnlySpan<float> rates, Span<float> logits)
    {
        var weights = Weights.AsReadOnlySpan<float>();
        for (var c = 0; c < Classes; c++)
        {
            logits[c] = weights[(_hidden * Classes) + c];
            for (var unit = 0; unit < _hidden; unit++)
            {
                logits[c] += rates[unit] * weights[(unit * Classes) + c];
            }
        }
    }
}
