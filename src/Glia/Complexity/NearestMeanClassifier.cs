namespace Glia.Complexity;

/// <summary>A decision from one number: the class whose mean is nearest, in units of its standard deviation.</summary>
/// <remarks>class = argmin |x − m_c| / s_c. A class of equal values has a standard deviation of 10⁻⁹ here. Thread-safe.</remarks>
public sealed class NearestMeanClassifier
{
    /// <summary>The fewest values of a class from which mean and deviation are taken.</summary>
    public const int FewestPerClass = 10;

    private const double LeastDeviation = 1e-9;
    private readonly ClassStatistics[] _classes;

    private NearestMeanClassifier(ClassStatistics[] classes) => _classes = classes;

    /// <summary>Means and deviations, by ascending label.</summary>
    public IReadOnlyList<ClassStatistics> Classes => _classes;

    /// <summary>Takes means and deviations from labelled values.</summary>
    /// <param name="values">One number a sample, finite.</param>
    /// <param name="labels">As many labels.</param>
    /// <exception cref="ArgumentException">The counts differ, there is one class only, or one of fewer than 10 samples.</exception>
    public static NearestMeanClassifier Fit(IReadOnlyList<double> values, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);
        if (values.Count != labels.Count)
        {
            throw new ArgumentException($"There are {values.Count} samples but {labels.Count} labels.", nameof(labels));
        }

        var groups = labels.Select((label, i) => (Label: label, Value: values[i])).GroupBy(sample => sample.Label).OrderBy(group => group.Key).ToList();
        if (groups.Count < 2)
        {
            throw new ArgumentException($"A decision needs at least two classes; got {groups.Count}.", nameof(labels));
        }

        if (groups.FirstOrDefault(group => group.Count() < FewestPerClass) is { } small)
        {
            throw new ArgumentException($"Class {small.Key} has {small.Count()} samples; mean and deviation need at least {FewestPerClass} of each class.", nameof(labels));
        }

        return new NearestMeanClassifier([.. groups.Select(group => Statistics(group.Key, [.. group.Select(sample => sample.Value)]))]);
    }

    /// <summary>Returns the class of a value; of two that are equally near, the smaller label.</summary>
    public int Predict(double value) => _classes.MinBy(known => Math.Abs(value - known.Mean) / Math.Max(LeastDeviation, known.StandardDeviation)).Label;

    /// <summary>Returns the share of two classes that lies beyond the boundary between them, if their values are normal: Φ(−|m₁ − m₂| / (s₁ + s₂)).</summary>
    /// <param name="first">Index of a class in <see cref="Classes"/>.</param>
    /// <param name="second">Index of another.</param>
    public double Overlap(int first, int second)
    {
        var (a, b) = (_classes[first], _classes[second]);
        var spread = Math.Max(LeastDeviation, a.StandardDeviation + b.StandardDeviation);
        return NormalTail(Math.Abs(a.Mean - b.Mean) / spread);
    }

    private static ClassStatistics Statistics(int label, double[] values)
    {
        var mean = values.Average();
        return new ClassStatistics(label, mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)), values.Length);
    }

    // Simpson's rule over the density: the tail beyond 12 deviations is below 10⁻³².
    private static double NormalTail(double z)
    {
        const int Steps = 400;
        const double End = 12;
        if (z >= End)
        {
            return 0;
        }

        var h = (End - z) / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var x = z + (i * h);
            sum += (i == 0 || i == Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-0.5 * x * x);
        }

        return sum * h / 3 / Math.Sqrt(2 * Math.PI);
    }
}
