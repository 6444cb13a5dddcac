using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Events;

/// <summary>Extreme learning machine: a layer of random units that is not trained, tanh(W z + b), whose outputs a linear classifier is fitted to.</summary>
/// <remarks>
/// <para>z is a sample minus the mean of all training samples, divided by the root mean square of what is left's length; W is normal with variance 1, b uniform in ±1.</para>
/// <para>Source: Huang, Zhu, Siew, Neurocomputing 2006. Thread-safe once made.</para>
/// </remarks>
public sealed class ExtremeLearningMachine
{
    private const int Block = 512;
    private readonly float[] _mean;
    private readonly float _scale;
    private readonly float[] _weights;
    private readonly float[] _bias;

    /// <summary>Draws the units; the samples give mean and scale.</summary>
    /// <param name="samples">[count, features] row by row.</param>
    /// <param name="features">Features of a sample.</param>
    /// <param name="units">Random units.</param>
    /// <param name="random">Where weights and biases come from.</param>
    /// <exception cref="ArgumentException">The samples are no whole rows.</exception>
    public ExtremeLearningMachine(ReadOnlySpan<float> samples, int features, int units, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Require(samples, features);
        (Features, Units) = (features, units);
        _mean = Mean(samples, features);
        var spread = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var deviation = (double)samples[i] - _mean[i % features];
            spread += deviation * deviation;
        }

        _scale = spread > 0 ? (float)(1 / Math.Sqrt(spread / (samples.Length / features))) : 1;
        (_weights, _bias) = (new float[checked(units * features)], new float[units]);
        random.FillGaussian(_weights, 0, 1);
        random.FillUniform(_bias, -1, 1);
    }

    /// <summary>Features of a sample.</summary>
    public int Features { get; }

    /// <summary>Random units.</summary>
    public int Units { get; }

    /// <summary>What the units make of samples.</summary>
    /// <param name="samples">[count, features] row by row.</param>
    /// <returns>[count, units], divided by √units so that a row has about length 1, as ridge penalties expect.</returns>
    /// <exception cref="ArgumentException">The samples are no whole rows.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public float[] Transform(ReadOnlySpan<float> samples)
    {
        Require(samples, Features);
        Libtorch.EnsureLoaded();
        var count = samples.Length / Features;
        var outputs = new float[checked(count * Units)];
        using var scope = NewDisposeScope();
        var (weights, bias) = (tensor(_weights).view(Units, Features).t(), tensor(_bias));
        var norm = Math.Sqrt(Units);
        for (var first = 0; first < count; first += Block)
        {
            using var blockScope = NewDisposeScope();
            var rows = Math.Min(Block, count - first);
            var centred = Centred(samples.Slice(first * Features, rows * Features));
            var block = tensor(centred).view(rows, Features).mm(weights).Plus(bias).tanh().Times(1 / norm);
            block.AsReadOnlySpan<float>().CopyTo(outputs.AsSpan(first * Units));
            GC.KeepAlive(block);
        }

        return outputs;
    }

    private float[] Centred(ReadOnlySpan<float> samples)
    {
        var centred = new float[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            centred[i] = (samples[i] - _mean[i % Features]) * _scale;
        }

        return centred;
    }

    private static float[] Mean(ReadOnlySpan<float> samples, int features)
    {
        var sums = new double[features];
        for (var i = 0; i < samples.Length; i++)
        {
            sums[i % features] += samples[i];
        }

        var count = samples.Length / features;
        return Array.ConvertAll(sums, sum => (float)(sum / count));
    }

    private static void Require(ReadOnlySpan<float> samples, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (samples.Length == 0 || samples.Length % features != 0)
        {
            throw new ArgumentException($"Samples have {features} features each; got {samples.Length} numbers.", nameof(samples));
        }
    }
}
