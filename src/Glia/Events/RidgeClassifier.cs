using Glia.Reservoirs;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Events;

/// <summary>A linear classifier: ridge regression on one number a class, 1 for its own and 0 for the others; the penalty is chosen by cross-validation.</summary>
/// <remarks>With fewer samples than features the fit is made in the space that the samples span, where all solutions lie. Thread-safe once fitted.</remarks>
public sealed class RidgeClassifier
{
    private readonly LinearReadout _readout;

    private RidgeClassifier(LinearReadout readout, double penalty) => (_readout, Penalty) = (readout, penalty);

    /// <summary>Penalties that are tried unless others are given, for features of about length 1: 10⁻³ to 100, a power of ten apart.</summary>
    public static IReadOnlyList<double> UsualPenalties { get; } = [1e-3, 1e-2, 1e-1, 1, 10, 100];

    /// <summary>The penalty that was chosen.</summary>
    public double Penalty { get; }

    /// <summary>Fits the classifier.</summary>
    /// <param name="features">[count, features] row by row.</param>
    /// <param name="labels">Classes from 0; as many as rows.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="folds">Parts for cross-validation: sample i is in part i mod folds.</param>
    /// <param name="penalties">Penalties to choose from; default <see cref="UsualPenalties"/>.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit, a label is no class, or there are fewer samples than parts.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static RidgeClassifier Fit(ReadOnlySpan<float> features, ReadOnlySpan<byte> labels, int classes, int folds = 4, IReadOnlyList<double>? penalties = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var width = labels.Length == 0 ? 0 : features.Length / labels.Length;
        if (labels.Length < folds || width == 0 || features.Length != (long)width * labels.Length)
        {
            throw new ArgumentException($"A classifier needs equally many features for each of at least {folds} labels; got {features.Length} numbers and {labels.Length} labels.", nameof(features));
        }

        Libtorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        if (labels.Length >= width)
        {
            var (readout, penalty) = Regress(features, labels, classes, folds, penalties ?? UsualPenalties);
            return new RidgeClassifier(readout, penalty);
        }

        // X = R'Q' with orthonormal columns of Q: a ridge solution on the rows of R' is one on X, turned by Q.
        var samples = tensor(features.ToArray()).view(labels.Length, width);
        var (q, r) = linalg.qr(samples.t());
        var (turned, chosen) = Regress(r.t().contiguous().AsReadOnlySpan<float>(), labels, classes, folds, penalties ?? UsualPenalties);
        return new RidgeClassifier(Turned(turned, q), chosen);
    }

    /// <summary>The class of a sample.</summary>
    /// <exception cref="ArgumentException">The sample has another number of features.</exception>
    public int Predict(ReadOnlySpan<float> sample) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(Outputs(sample));

    /// <summary>One number a class, of which the largest decides.</summary>
    /// <exception cref="ArgumentException">The sample has another number of features.</exception>
    public double[] Outputs(ReadOnlySpan<float> sample)
    {
        var outputs = new double[_readout.Outputs];
        _readout.Apply(sample, outputs);
        return outputs;
    }

    /// <summary>The share of samples whose class is found.</summary>
    /// <param name="features">[count, features] row by row.</param>
    /// <param name="labels">Classes, [count].</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit.</exception>
    public double Accuracy(ReadOnlySpan<float> features, ReadOnlySpan<byte> labels)
    {
        if (labels.Length == 0 || features.Length != (long)labels.Length * _readout.Features)
        {
            throw new ArgumentException($"The classifier takes {_readout.Features} features a sample; got {features.Length} numbers for {labels.Length} labels.", nameof(features));
        }

        var right = 0;
        for (var sample = 0; sample < labels.Length; sample++)
        {
            right += Predict(features.Slice(sample * _readout.Features, _readout.Features)) == labels[sample] ? 1 : 0;
        }

        return (double)right / labels.Length;
    }

    private static (LinearReadout Readout, double Penalty) Regress(ReadOnlySpan<float> features, ReadOnlySpan<byte> labels, int classes, int folds, IReadOnlyList<double> penalties)
    {
        var width = features.Length / labels.Length;
        var parts = Enumerable.Range(0, folds).Select(_ => new RidgeRegression(width, classes)).ToArray();
        try
        {
            for (var fold = 0; fold < folds; fold++)
            {
                Add(parts[fold], features, labels, (fold, folds, width));
            }

            return CrossValidatedRidge.Fit(parts, penalties);
        }
        finally
        {
            foreach (var part in parts)
            {
                part.Dispose();
            }
        }
    }

    private static LinearReadout Turned(LinearReadout readout, Tensor q)
    {
        var weights = Enumerable.Range(0, readout.Outputs).SelectMany(output => readout.Weights(output).ToArray()).ToArray();
        var turned = tensor(weights).view(readout.Outputs, readout.Features).mm(q.to_type(ScalarType.Float64).t()).contiguous();
        return new LinearReadout((int)q.shape[0], turned.AsReadOnlySpan<double>().ToArray(), readout.Bias.ToArray());
    }

    private static void Add(RidgeRegression part, ReadOnlySpan<float> features, ReadOnlySpan<byte> labels, (int Fold, int Folds, int Width) place)
    {
        var (fold, folds, width) = place;
        var count = (labels.Length - fold + folds - 1) / folds;
        var (states, targets) = (new float[count * width], new double[count * part.Outputs]);
        for (var row = 0; row < count; row++)
        {
            var sample = fold + (row * folds);
            var label = labels[sample] < part.Outputs ? labels[sample]
                : throw new ArgumentException($"Sample {sample} has the label {labels[sample]}; the classes are 0 to {part.Outputs - 1}.", nameof(labels));
            features.Slice(sample * width, width).CopyTo(states.AsSpan(row * width));
            targets[(row * part.Outputs) + label] = 1;
        }

        part.Add(states, targets);
    }
}
