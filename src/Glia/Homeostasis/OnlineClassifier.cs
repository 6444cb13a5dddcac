using Glia.Continual;
using Glia.Networks;

namespace Glia.Homeostasis;

/// <summary>A perceptron that learns a stream of images by plain gradient descent, each mini-batch once, with a learning rate that a rule regulates.</summary>
/// <remarks>
/// <para>A batch is classified, then learned: θ ← θ − (η/m) Σ ∂loss/∂θ with softmax and cross-entropy. Before the step, the rule may meet the first sample of the batch
/// (<see cref="ILearningRateRule.ActsAt"/>) and change η, imagining steps along the gradient of that sample alone.</para>
/// <para>Source: Man, Damasio, Neven 2022 (arXiv 2205.08645), published code.</para>
/// <para>Cost: no allocation after construction but for what the rule does. Thread-safe: no; images may be shared.</para>
/// </remarks>
public sealed class OnlineClassifier
{
    private const int EvaluationRows = 16;
    private readonly ILearningRateRule _rule;
    private readonly SparseImages _images;
    private readonly SparsePerceptronPass _pass;
    private readonly SparsePerceptronPass _evaluation;
    private readonly RankOneSimulation? _simulation;
    private readonly int[] _memory;
    private readonly int[] _labels;
    private int _sample;

    /// <summary>Prepares a learner.</summary>
    /// <param name="network">The network, which is changed.</param>
    /// <param name="rule">The learning rate.</param>
    /// <param name="images">The images that are learned from.</param>
    /// <param name="batchSize">The largest number of samples of a mini-batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="ArgumentException">The network's inputs are not the images' pixels, or the rule remembers as many samples as there are images.</exception>
    public OnlineClassifier(MultilayerPerceptron network, ILearningRateRule rule, SparseImages images, int batchSize = 10)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        CheckWidth(network, images);
        if (rule.Memory >= images.Count)
        {
            throw new ArgumentException($"The rule remembers {rule.Memory} samples, but there are only {images.Count} images; remember fewer.", nameof(rule));
        }

        Network = network;
        _rule = rule;
        _images = images;
        _pass = new SparsePerceptronPass(network, batchSize);
        _evaluation = new SparsePerceptronPass(network, EvaluationRows);
        _simulation = rule.Memory > 0 ? new RankOneSimulation(_pass, network, images, rule.Memory) : null;
        _memory = new int[rule.Memory];
        _labels = new int[batchSize];
    }

    /// <summary>The network.</summary>
    public MultilayerPerceptron Network { get; }

    /// <summary>The learning rate at present.</summary>
    public double LearningRate => _rule.Rate;

    /// <summary>Counts samples from 0 again: rules go by the index in the epoch, and remember nothing of the one before.</summary>
    public void StartEpoch() => _sample = 0;

    /// <summary>Classifies a mini-batch, then learns from it; learns nothing where the loss is not finite.</summary>
    /// <param name="images">The batch, as indices of images.</param>
    /// <param name="concept">What the images' classes are called at present.</param>
    /// <exception cref="ArgumentException">The batch is empty or larger than the batch size, or there are more classes than outputs.</exception>
    public LearningOutcome Learn(ReadOnlySpan<int> images, ConceptMap concept)
    {
        ArgumentNullException.ThrowIfNull(concept);
        if (images.IsEmpty || images.Length > _labels.Length)
        {
            throw new ArgumentException($"A batch must have 1 to {_labels.Length} images; got {images.Length}.", nameof(images));
        }

        if (concept.Classes > Network.Sizes[^1])
        {
            throw new ArgumentException($"There are {concept.Classes} classes; the network is [{string.Join(", ", Network.Sizes)}] and needs as many outputs.", nameof(concept));
        }

        _pass.Forward(_images, images);
        var labels = _labels.AsSpan(0, images.Length);
        var correct = 0;
        for (var row = 0; row < images.Length; row++)
        {
            labels[row] = concept[_images.Label(images[row])];
            correct += _pass.Predicted(row) == labels[row] ? 1 : 0;
        }

        var loss = _pass.Backward(labels);
        if (double.IsFinite(loss))
        {
            Regulate(images, concept);
            _pass.Step(_images, (float)(_rule.Rate / images.Length));
        }

        Remember(images);
        _sample += images.Length;
        return new LearningOutcome(images.Length, correct, loss);
    }

    /// <summary>The share of images whose class is right; nothing is learned.</summary>
    /// <param name="images">Images of the same size.</param>
    /// <param name="concept">What their classes are called at present.</param>
    /// <exception cref="ArgumentException">The images have other than the network's number of pixels.</exception>
    public double Accuracy(SparseImages images, ConceptMap concept)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(concept);
        CheckWidth(Network, images);
        Span<int> block = stackalloc int[EvaluationRows];
        var correct = 0;
        for (var first = 0; first < images.Count; first += EvaluationRows)
        {
            var rows = Math.Min(EvaluationRows, images.Count - first);
            for (var row = 0; row < rows; row++)
            {
                block[row] = first + row;
            }

            _evaluation.Forward(images, block[..rows]);
            for (var row = 0; row < rows; row++)
            {
                correct += _evaluation.Predicted(row) == concept[images.Label(first + row)] ? 1 : 0;
            }
        }

        return (double)correct / images.Count;
    }

    private void Regulate(ReadOnlySpan<int> images, ConceptMap concept)
    {
        if (!_rule.ActsAt(_sample))
        {
            return;
        }

        if (_sample < _rule.Memory)
        {
            throw new InvalidOperationException($"The rule acts at sample {_sample} but remembers {_rule.Memory} samples; it must wait until there are as many.");
        }

        _simulation?.Begin(images[0], images.Length, _memory, concept);
        _rule.Meet(new Encounter(_sample, _pass.Predicted(0), _labels[0]), _simulation ?? (IImaginedUpdate)NothingImagined.Instance);
    }

    private static void CheckWidth(MultilayerPerceptron network, SparseImages images)
    {
        if (network.Sizes[0] != images.Width)
        {
            throw new ArgumentException($"The images have {images.Width} pixels; the network is [{string.Join(", ", network.Sizes)}] and needs as many inputs.", nameof(images));
        }
    }

    // The latest samples, oldest first.
    private void Remember(ReadOnlySpan<int> images)
    {
        var newest = images[Math.Max(0, images.Length - _memory.Length)..];
        _memory.AsSpan(newest.Length).CopyTo(_memory);
        newest.CopyTo(_memory.AsSpan(_memory.Length - newest.Length));
    }

    private sealed class NothingImagined : IImaginedUpdate
    {
        public static readonly NothingImagined Instance = new();

        public int Correct(double rate) => throw new InvalidOperationException("A rule with Memory 0 has no samples to imagine an update on.");
    }
}
