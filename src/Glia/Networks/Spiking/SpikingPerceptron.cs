using Glia.Random;

namespace Glia.Networks.Spiking;

/// <summary>A fully connected network of spiking neurons without biases, whose parameters lie in one flat buffer.</summary>
/// <remarks>
/// <para>Inputs are normalised and fed as constant currents for T steps; hidden layers spike; the classifier's answers are averaged over time.</para>
/// <para>Initial weights are uniform in ±1/√inputs. The rows of biases that <see cref="PerceptronLayer"/> has stay zero. Behind the layers lies one threshold a
/// hidden layer where thresholds are learned. Thread-safe: no.</para>
/// </remarks>
public sealed class SpikingPerceptron : ITrainableNetwork
{
    private readonly int[] _sizes;
    private readonly PerceptronLayer[] _layers;

    /// <summary>Makes a network with random initial weights.</summary>
    /// <param name="sizes">Units per layer, inputs first: <c>[784, 800, 800, 10]</c>.</param>
    /// <param name="options">Neurons, training, and how inputs are normalised.</param>
    /// <param name="random">Source of weights, layer by layer in the order [input, output]; fixed feedback weights come from its child <c>feedback</c>.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive; an option is out of range.</exception>
    public SpikingPerceptron(IReadOnlyList<int> sizes, SpikingPerceptronOptions options, RandomStream random)
    {
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException($"A network needs at least two layer sizes, each positive; got [{string.Join(", ", sizes)}].", nameof(sizes));
        }

        Options = options.Validated();
        _sizes = [.. sizes];
        _layers = new PerceptronLayer[sizes.Count - 1];
        for (var i = 0; i < _layers.Length; i++)
        {
            var (stride, offset) = (MultilayerPerceptron.Padded(sizes[i + 1]), ThresholdOffset);
            _layers[i] = new PerceptronLayer(sizes[i], sizes[i + 1], stride, offset, offset + (sizes[i] * stride));
            ThresholdOffset += _layers[i].Length;
        }

        Buffer = new AlignedBuffer(ThresholdOffset + (options.Training.LearnsThresholds ? MultilayerPerceptron.Padded(HiddenLayers) : 0));
        foreach (var layer in _layers)
        {
            LinearStart.Fill(Parameters[layer.WeightOffset..], layer, random);
        }

        if (options.Training.LearnsThresholds)
        {
            Parameters.Slice(ThresholdOffset, HiddenLayers).Fill((float)options.Training.InitialThreshold);
        }

        Feedback = FeedbackPath.Of(options.Feedback, _layers, random.Child("feedback"));
    }

    private SpikingPerceptron(SpikingPerceptron other)
    {
        (_sizes, _layers, Options, ThresholdOffset, Feedback) = (other._sizes, other._layers, other.Options, other.ThresholdOffset, other.Feedback);
        Buffer = new AlignedBuffer(other.Buffer.Length);
        other.Parameters.CopyTo(Parameters);
    }

    /// <summary>What the network is besides its sizes.</summary>
    public SpikingPerceptronOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <inheritdoc/>
    public IReadOnlyList<PerceptronLayer> Layers => _layers;

    /// <inheritdoc/>
    public Span<float> Parameters => Buffer.Span;

    /// <summary>The thresholds of the hidden layers; empty where they are not learned.</summary>
    public ReadOnlySpan<float> Thresholds => Options.Training.LearnsThresholds ? Parameters.Slice(ThresholdOffset, HiddenLayers) : [];

    internal AlignedBuffer Buffer { get; }

    internal FeedbackPath Feedback { get; }

    /// <summary>Where learned thresholds begin in <see cref="Parameters"/>.</summary>
    internal int ThresholdOffset { get; }

    private int HiddenLayers => _layers.Length - 1;

    /// <inheritdoc/>
    public ITrainingBatch CreateBatch(int capacity) => Options.Training.CreateBatch(this, capacity);

    /// <inheritdoc/>
    public ITrainableNetwork Copy() => new SpikingPerceptron(this);
}
