namespace Glia.Complexity;

/// <summary>Reads the class of a spike train from its normalised Lempel-Ziv complexity: one number, compared with what is typical of each class.</summary>
/// <remarks>After the idea of arXiv 2508.11674, whose body could not be read; the decision is <see cref="NearestMeanClassifier"/>. For sparse trains complexity rises with the rate:
/// look at a decision by rate too before the complexity is given the credit.</remarks>
public sealed class ComplexityClassifier
{
    private readonly NearestMeanClassifier _decision;
    private readonly int _length;

    private ComplexityClassifier(NearestMeanClassifier decision, int length) => (_decision, _length) = (decision, length);

    /// <summary>Mean and deviation of the complexity of each class, by ascending label.</summary>
    public IReadOnlyList<ClassStatistics> Classes => _decision.Classes;

    /// <summary>Takes the typical complexity of each class from labelled trains.</summary>
    /// <param name="trains">Zeros and ones, all of one length: the bias of the complexity depends on it.</param>
    /// <param name="labels">As many labels.</param>
    /// <exception cref="ArgumentException">Lengths or counts differ, a class has fewer than 10 trains, or a train is not binary.</exception>
    public static ComplexityClassifier Fit(IReadOnlyList<byte[]> trains, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(trains);
        var length = trains.Count == 0 ? 0 : trains[0].Length;
        for (var i = 0; i < trains.Count; i++)
        {
            RequireLength(trains[i].Length, length, $"Train {i}");
        }

        return new ComplexityClassifier(NearestMeanClassifier.Fit([.. trains.Select(train => LempelZiv.Normalized(train))], labels), length);
    }

    /// <summary>Returns the class of a train.</summary>
    /// <exception cref="ArgumentException">The train has another length than those of the fit, or is not binary.</exception>
    public int Predict(ReadOnlySpan<byte> train)
    {
        RequireLength(train.Length, _length, "The train");
        return _decision.Predict(LempelZiv.Normalized(train));
    }

    /// <summary>Returns the share of two classes beyond the boundary between them, if complexities are normal.</summary>
    /// <inheritdoc cref="NearestMeanClassifier.Overlap"/>
    public double Overlap(int first, int second) => _decision.Overlap(first, second);

    private static void RequireLength(int length, int expected, string what)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{what} has {length} steps, the others {expected}; complexities compare only between equal lengths. Cut all to one length.");
        }
    }
}
