using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Glia.Studies.MetaNeuron;

/// <summary>Currents of a layer from sparse spikes: x[t] = b + Σ of the weights of the inputs that fire.</summary>
internal sealed class SparseInput : IDisposable
{
    private readonly int _hidden;

    /// <summary>Draws weights uniform in ±√(6/inputs); biases are 0.</summary>
    public SparseInput(int inputs, int hidden, RandomStream random)
    {
        _hidden = hidden;
        var bound = Math.Sqrt(6.0 / inputs);
        Weights = HandLearned.Of(TensorInitialization.Uniform(random, [inputs, hidden], -bound, bound));
        Bias = HandLearned.Of(zeros(hidden));
    }

    /// <summary>[inputs, hidden].</summary>
    public Tensor Weights { get; }

    /// <summary>[hidden].</summary>
    public Tensor Bias { get; }

    /// <summary>The currents of some samples, [steps, batch, hidden].</summary>
    public Tensor Current(SpikeSet samples, ReadOnlySpan<int> batch)
    {
        var current = empty([samples.Steps, batch.Length, _hidden], ScalarType.Float32);
        var values = current.AsSpan<float>();
        var weights = Weights.AsReadOnlySpan<float>();
        var bias = Bias.AsReadOnlySpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            foreach (var sample in batch)
            {
                var row = values[.._hidden];
                bias.CopyTo(row);
                foreach (var unit in samples.Active(sample, step))
                {
                    TensorPrimitives.Add(row, weights.Slice(unit * _hidden, _hidden), row);
                }

                values = values[_hidden..];
            }
        }

        return current;
    }

    /// <summary>Adds to the gradients of weights and biases.</summary>
    public void AddGradient(SpikeSet samples, ReadOnlySpan<int> batch, ReadOnlySpan<float> currentGradient)
    {
        using var weightHandle = Weights.grad!;
        using var biasHandle = Bias.grad!;
        var weights = weightHandle.AsSpan<float>();
        var bias = biasHandle.AsSpan<float>();
        for (var step = 0; step < samples.Steps; step++)
        {
            foreach (var sample in batch)
            {
                var row = currentGradient[.._hidden];
                TensorPrimitives.Add(bias, row, bias);
                foreach (var unit in samples.Active(sample, step))
                {
                    var target = weights.Slice(unit * _hidden, _hidden);
                    TensorPrimitives.Add(target, row, target);
                }

                currentGradient = currentGradient[_hidden..];
            }
        }
    }

    public void Dispose()
    {
        Weights.Dispose();
        Bias.Dispose();
    }
}
