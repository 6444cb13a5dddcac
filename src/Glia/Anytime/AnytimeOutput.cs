namespace Glia.Anytime;

/// <summary>What a classifier whose output builds up over time has put out for every sample and step, with the right classes.</summary>
/// <remarks>Made once from a recorded run; every curve, oracle and stopping rule is then a pass over it, O(n·T·C).</remarks>
public sealed class AnytimeOutput
{
    private readonly float[] _accumulated;
    private readonly byte[] _labels;
    private readonly int[] _predictions;

    /// <summary>Takes a record.</summary>
    /// <param name="accumulated">[samples, steps, classes]: outputs (logits) summed from the first step on; kept, not copied.</param>
    /// <param name="labels">The right class of each sample; kept, not copied.</param>
    /// <param name="steps">T, at least 2.</param>
    /// <param name="classes">C, at least 2.</param>
    /// <exception cref="ArgumentException">Lengths do not agree, there is no sample, a label is no class, or an output is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 steps or classes.</exception>
    public AnytimeOutput(float[] accumulated, byte[] labels, int steps, int classes)
    {
        ArgumentNullException.ThrowIfNull(accumulated);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.Length == 0 || accumulated.Length != (long)labels.Length * steps * classes)
        {
            throw new ArgumentException(
                $"{labels.Length} labels with {steps} steps and {classes} classes need {(long)labels.Length * steps * classes} outputs, and at least one sample; got {accumulated.Length}.",
                nameof(accumulated));
        }

        (_accumulated, _labels, Steps, Classes) = (accumulated, labels, steps, classes);
        RequireFinite();
        RequireClasses();
        _predictions = new int[labels.Length * steps];
        for (var i = 0; i < _predictions.Length; i++)
        {
            _predictions[i] = Softmax.Largest(accumulated.AsSpan(i * classes, classes));
        }
    }

    /// <summary>Number of samples, n.</summary>
    public int Count => _labels.Length;

    /// <summary>Number of steps, T.</summary>
    public int Steps { get; }

    /// <summary>Number of classes, C.</summary>
    public int Classes { get; }

    /// <summary>The right class of each sample.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The outputs of one sample summed up to each step, [steps, classes].</summary>
    public ReadOnlySpan<float> Accumulated(int sample) => _accumulated.AsSpan(sample * Steps * Classes, Steps * Classes);

    /// <summary>The class with the largest summed output at a step.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="step">From 1 to T.</param>
    public int Prediction(int sample, int step) => _predictions[(sample * Steps) + step - 1];

    /// <summary>Whether the prediction at a step is right.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="step">From 1 to T.</param>
    public bool IsRight(int sample, int step) => Prediction(sample, step) == _labels[sample];

    /// <summary>The accuracy of stopping every sample at the same step: one number for each step 1 … T.</summary>
    public double[] FixedLatencyCurve()
    {
        var curve = new double[Steps];
        for (var sample = 0; sample < Count; sample++)
        {
            for (var step = 1; step <= Steps; step++)
            {
                curve[step - 1] += IsRight(sample, step) ? 1.0 : 0.0;
            }
        }

        return Array.ConvertAll(curve, right => right / Count);
    }

    /// <summary>The bound ("potential"): every sample stopped at the first step at which its prediction is right.</summary>
    /// <param name="miss">What samples count for that are right at no step; the paper's choice is not known.</param>
    public StoppingResult Oracle(MissLatency miss) => Stopped(sample =>
        FirstStep(sample, step => IsRight(sample, step)) ?? (miss == MissLatency.LastStep ? Steps : 1));

    /// <summary>The bound that asks for no labels: every sample stopped at the first step from which its prediction stays what it is at T.</summary>
    public StoppingResult StableOracle() => Stopped(sample =>
    {
        var step = Steps;
        while (step > 1 && Prediction(sample, step - 1) == Prediction(sample, Steps))
        {
            step--;
        }

        return step;
    });

    /// <summary>The result of stopping each sample at a step of its own.</summary>
    /// <param name="latencies">From 1 to T for each sample.</param>
    /// <exception cref="ArgumentException">There are not as many latencies as samples, or one is not a step.</exception>
    public StoppingResult StopAt(IReadOnlyList<int> latencies)
    {
        if (latencies.Count != Count || latencies.Any(step => step < 1 || step > Steps))
        {
            throw new ArgumentException($"There must be {Count} latencies from 1 to {Steps}; got {latencies.Count}, from {latencies.DefaultIfEmpty().Min()} to {latencies.DefaultIfEmpty().Max()}.", nameof(latencies));
        }

        return Stopped(sample => latencies[sample]);
    }

    private StoppingResult Stopped(Func<int, int> latency)
    {
        var (latencies, right) = (new int[Count], 0);
        for (var sample = 0; sample < Count; sample++)
        {
            latencies[sample] = latency(sample);
            right += IsRight(sample, latencies[sample]) ? 1 : 0;
        }

        return new StoppingResult(latencies, (double)right / Count, Steps);
    }

    private int? FirstStep(int sample, Func<int, bool> condition)
    {
        for (var step = 1; step <= Steps; step++)
        {
            if (condition(step))
            {
                return step;
            }
        }

        return null;
    }

    private void RequireFinite()
    {
        for (var i = 0; i < _accumulated.Length; i++)
        {
            if (!float.IsFinite(_accumulated[i]))
            {
                throw new ArgumentException(
                    $"Output {i % Classes} of sample {i / (Steps * Classes)} is {_accumulated[i]} at step {(i / Classes % Steps) + 1}; outputs must be finite numbers. Look at the network's weights and inputs.");
            }
        }
    }

    private void RequireClasses()
    {
        var wrong = Array.FindIndex(_labels, label => label >= Classes);
        if (wrong >= 0)
        {
            throw new ArgumentException($"The label of sample {wrong} is {_labels[wrong]}; with {Classes} classes labels go from 0 to {Classes - 1}.");
        }
    }
}
