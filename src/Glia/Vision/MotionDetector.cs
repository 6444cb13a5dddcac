using System.Numerics.Tensors;
using Glia.Random;
using Glia.Synapses;
using Glia.Training;

namespace Glia.Vision;

/// <summary>Learns to tell motions apart from events: logistic regression over a kernel of weights and delays, the same at each place and step.</summary>
/// <remarks>
/// <para>Softmax over the classes of max(B(A), B(flip A)), cross-entropy at each place and step, Adam, one film a step. Before each step the weights are clamped to
/// ± bound · max|K|. Grimaldi and Perrinet, 2023, as their notebook has it; the paper writes a sigmoid and binary cross-entropy instead.</para>
/// <para>Films are best cut to where the receptive field fits: places nearer to an edge or to the start do not count. Uses one thread. Thread-safe: no.</para>
/// </remarks>
public sealed class MotionDetector
{
    /// <summary>Weight of the present event at the same place at the start: + ON, − OFF, for every class.</summary>
    public const float CentreWeight = 4;

    private const float InitialDeviation = 0.01f;
    private readonly AdamOptions _adam = new();
    private readonly SpatioTemporalKernel _bounds;
    private readonly SpatioTemporalKernel _gradient;
    private readonly RowExtents _extents;
    private readonly AdamMoments<float> _weightMoments;
    private readonly AdamMoments<float> _biasMoments;
    private SpatioTemporalEvidence? _evidence;
    private SpatioTemporalEvidence? _flipped;

    /// <summary>Makes a detector with small random weights and a strong one at the centre of delay 0.</summary>
    /// <param name="bounds">The bound of each weight, as <see cref="ConeMask"/> makes them: two channels; a synapse with bound 0 does not exist.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <exception cref="ArgumentException">There are not two channels, or a bound is negative.</exception>
    public MotionDetector(SpatioTemporalKernel bounds, RandomStream random)
    {
        if (bounds.Channels != 2 || bounds.Storage.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon))
        {
            throw new ArgumentException($"Bounds must be for two polarities and not negative; got {bounds.Channels} channels.", nameof(bounds));
        }

        _bounds = bounds.Copy();
        Kernel = bounds.Copy();
        Kernel.Map((_, _, _, _, _, bound) => (float)(InitialDeviation * random.NextGaussian()) * bound);
        for (var c = 0; c < bounds.Classes; c++)
        {
            Kernel[c, 1, 0, bounds.Height / 2, bounds.Width / 2] += CentreWeight;
            Kernel[c, 0, 0, bounds.Height / 2, bounds.Width / 2] -= CentreWeight;
        }

        // As a convolution of PyTorch begins: uniform within one over the square root of the number of inputs.
        var range = 1 / MathF.Sqrt(bounds.Channels * bounds.Delays * bounds.Height * bounds.Width);
        random.FillUniform(Kernel.Bias, -range, range);
        _gradient = new SpatioTemporalKernel(bounds.Classes, bounds.Channels, bounds.Delays, bounds.Height, bounds.Width);
        _extents = new RowExtents(bounds);
        (_weightMoments, _biasMoments) = (new AdamMoments<float>(bounds.Storage.Length), new AdamMoments<float>(bounds.Classes));
    }

    /// <summary>The weights.</summary>
    public SpatioTemporalKernel Kernel { get; }

    /// <summary>Learns from one film.</summary>
    /// <param name="events">The events.</param>
    /// <param name="labels">The class of each step.</param>
    /// <param name="learningRate">Adam's step size.</param>
    /// <returns>The mean cross-entropy before the step.</returns>
    /// <exception cref="ArgumentException">The film is smaller than the receptive field, or there is not a label from 0 to classes − 1 for each step.</exception>
    public double Learn(SpatioTemporalEvents events, ReadOnlySpan<int> labels, double learningRate)
    {
        var loss = Gradient(events, labels);
        var rates = new AdamRates(learningRate, _adam.FirstMomentDecay(0), _adam);
        _weightMoments.Step(Kernel.Storage, _gradient.Storage, rates);
        _biasMoments.Step(Kernel.Bias, _gradient.Bias, rates);
        Clamp();
        return loss;
    }

    /// <summary>The evidence for each motion at each place and step.</summary>
    public SpatioTemporalEvidence Evidence(SpatioTemporalEvents events) => PolarityFlipMax.Forward(Kernel, events);

    /// <summary>The gradient that <see cref="Gradient"/> left.</summary>
    internal SpatioTemporalKernel LastGradient => _gradient;

    /// <summary>Computes the mean cross-entropy and its gradient.</summary>
    internal double Gradient(SpatioTemporalEvents events, ReadOnlySpan<int> labels)
    {
        Require(events, labels);
        if (_evidence is null || _flipped is null || (_evidence.Steps, _evidence.Height, _evidence.Width) != (events.Steps, events.Height, events.Width))
        {
            _evidence = new SpatioTemporalEvidence(Kernel, events.Steps, events.Height, events.Width);
            _flipped = new SpatioTemporalEvidence(Kernel, events.Steps, events.Height, events.Width);
        }

        var other = events.Flipped();
        SpatioTemporalConvolution.Forward(Kernel, events, _evidence);
        SpatioTemporalConvolution.Forward(Kernel, other, _flipped);
        var loss = PolarityFlipMax.Errors(_evidence, _flipped, labels, Kernel.Delays);
        _gradient.Storage.Clear();
        _gradient.Bias.AsSpan().Clear();
        SpatioTemporalConvolution.AddGradient(events, _evidence, _gradient, _extents);
        SpatioTemporalConvolution.AddGradient(other, _flipped, _gradient, _extents);
        return loss;
    }

    // Padding has bound zero, so it stays zero whatever its gradient was.
    private void Clamp()
    {
        var weights = Kernel.Storage;
        var bounds = _bounds.Storage;
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            var bound = bounds[i] * largest;
            weights[i] = Math.Clamp(weights[i], -bound, bound);
        }
    }

    private void Require(SpatioTemporalEvents events, ReadOnlySpan<int> labels)
    {
        if (events.Steps < Kernel.Delays || events.Height < Kernel.Height || events.Width < Kernel.Width)
        {
            throw new ArgumentException($"A film of {events.Steps} × {events.Height} × {events.Width} is smaller than the receptive field of {Kernel.Delays} × {Kernel.Height} × {Kernel.Width}.", nameof(events));
        }

        if (labels.Length != events.Steps || labels.ContainsAnyExceptInRange(0, Kernel.Classes - 1))
        {
            throw new ArgumentException($"There must be a label from 0 to {Kernel.Classes - 1} for each of {events.Steps} steps; got {labels.Length} labels.", nameof(labels));
        }
    }
}
