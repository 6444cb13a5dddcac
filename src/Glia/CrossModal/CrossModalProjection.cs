using System.Numerics.Tensors;
using Glia.Random;
using Glia.Training;

namespace Glia.CrossModal;

/// <summary>Two projections, one for each kind of recording, into one space in which recordings that belong together come to lie together.</summary>
/// <remarks>Features are fixed; the projections are all that learns, by Adam on a loss of pairs. Lin et al. 2023, arXiv 2307.00771. Thread-safe: no.</remarks>
public sealed class CrossModalProjection
{
    private const double InitialScale = 1 / 0.07;
    private readonly ProjectionOptions _options;
    private readonly AdamOptions _adam = new AdamOptions().Validated();
    private readonly ProjectionLayer _first;
    private readonly ProjectionLayer _second;
    private readonly float[] _logScale = [(float)Math.Log(InitialScale)];
    private readonly AdamMoments<float> _logScaleMoments = new(1);
    private float[] _buffer = [];

    /// <summary>Draws both projections.</summary>
    /// <param name="firstFeatures">Features of a recording of the first kind.</param>
    /// <param name="secondFeatures">Features of a recording of the second kind.</param>
    /// <param name="options">Constants; the defaults if null.</param>
    /// <param name="random">Source of the initial numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is outside its range.</exception>
    public CrossModalProjection(int firstFeatures, int secondFeatures, ProjectionOptions? options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _options = (options ?? new ProjectionOptions()).Validated();
        _first = new ProjectionLayer(firstFeatures, _options.Width, _options.Activation, random.Child("first"));
        _second = new ProjectionLayer(secondFeatures, _options.Width, _options.Activation, random.Child("second"));
    }

    /// <summary>Numbers of an embedding, d.</summary>
    public int Width => _options.Width;

    /// <summary>Numbers that learning changes.</summary>
    public int ParameterCount => _first.ParameterCount + _second.ParameterCount + (_options.Length == EmbeddingLength.Learned ? 1 : 0);

    /// <summary>Embeds recordings of the first kind.</summary>
    /// <param name="features">[count, features].</param>
    /// <returns>[count, d].</returns>
    /// <exception cref="ArgumentException">The features are not whole recordings.</exception>
    public float[] EmbedFirst(ReadOnlySpan<float> features) => Embed(_first, features);

    /// <summary>Embeds recordings of the second kind.</summary>
    /// <inheritdoc cref="EmbedFirst"/>
    public float[] EmbedSecond(ReadOnlySpan<float> features) => Embed(_second, features);

    /// <summary>One step of learning.</summary>
    /// <param name="features">Features of pairs.</param>
    /// <param name="loss">What is to become small.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">The features are not of these projections.</exception>
    public double Learn(PairBatch features, IPairLoss loss) => Learn(features, loss, [], []);

    /// <summary>One step of learning that also says how the features should change, for encoders that learn too.</summary>
    /// <param name="features">Features of pairs.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="firstGradient">Receives the gradient by the features of the first kind, or is empty.</param>
    /// <param name="secondGradient">Receives the gradient by the features of the second kind, or is empty.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ArgumentException">The features are not of these projections, or a gradient has another length.</exception>
    public double Learn(PairBatch features, IPairLoss loss, Span<float> firstGradient, Span<float> secondGradient)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckFeatures(features.First.Length, features.Count * _first.Inputs, firstGradient.Length);
        CheckFeatures(features.Second.Length, features.Count * _second.Inputs, secondGradient.Length);
        var numbers = features.Count * Width;
        if (_buffer.Length < 8 * numbers)
        {
            _buffer = new float[8 * numbers];
        }

        var first = new Passes(_buffer, 0, numbers);
        var second = new Passes(_buffer, 4 * numbers, numbers);
        _first.Forward(features.First, first.Charged, first.Output);
        _second.Forward(features.Second, second.Charged, second.Output);
        first.Output.CopyTo(first.Embedding);
        second.Output.CopyTo(second.Embedding);
        if (_options.Length == EmbeddingLength.Learned)
        {
            Rescale(first.Embedding);
            Rescale(second.Embedding);
        }

        var value = loss.Evaluate(new PairBatch(first.Embedding, second.Embedding, features.Labels), first.Gradient, second.Gradient);
        var rates = new AdamRates(_options.LearningRate, 0.9, _adam);
        if (_options.Length == EmbeddingLength.Learned)
        {
            // z = exp(t/2) y/|y|: half of each z is its gradient by t.
            float[] byLogScale = [(TensorPrimitives.Dot<float>(first.Embedding, first.Gradient) + TensorPrimitives.Dot<float>(second.Embedding, second.Gradient)) / 2];
            _logScaleMoments.Step(_logScale, byLogScale, rates);
            UnscaleGradient(first);
            UnscaleGradient(second);
        }

        Update(_first, features.First, first, firstGradient, rates);
        Update(_second, features.Second, second, secondGradient, rates);
        return value;
    }

    private static void Update(ProjectionLayer layer, ReadOnlySpan<float> features, Passes passes, Span<float> byFeatures, AdamRates rates)
    {
        layer.Backward(features, passes.Charged, passes.Gradient);
        if (byFeatures.Length > 0)
        {
            layer.InputGradient(passes.Gradient, byFeatures);
        }

        layer.Step(rates);
    }

    private static void CheckFeatures(int got, int expected, int gradient)
    {
        if (got != expected || (gradient != 0 && gradient != got))
        {
            throw new ArgumentException($"The pairs need {expected} features of a kind; got {got}, and {gradient} for their gradient.");
        }
    }

    private float[] Embed(ProjectionLayer layer, ReadOnlySpan<float> features)
    {
        if (features.Length % layer.Inputs != 0)
        {
            throw new ArgumentException($"{features.Length} features are not whole recordings of {layer.Inputs}.", nameof(features));
        }

        var (charged, output) = (new float[features.Length / layer.Inputs * Width], new float[features.Length / layer.Inputs * Width]);
        layer.Forward(features, charged, output);
        if (_options.Length == EmbeddingLength.Learned)
        {
            Rescale(output);
        }

        return output;
    }

    private void Rescale(Span<float> vectors)
    {
        for (var row = 0; row < vectors.Length / Width; row++)
        {
            var vector = vectors.Slice(row * Width, Width);
            TensorPrimitives.Multiply(vector, LengthOver(TensorPrimitives.Norm<float>(vector)), vector);
        }
    }

    // Of the gradient, what lies along the vector changes nothing.
    private void UnscaleGradient(Passes passes)
    {
        for (var row = 0; row < passes.Gradient.Length / Width; row++)
        {
            var gradient = passes.Gradient.Slice(row * Width, Width);
            var output = passes.Output.Slice(row * Width, Width);
            var length = TensorPrimitives.Norm<float>(output);
            var along = length > 0 ? TensorPrimitives.Dot<float>(gradient, output) / (length * length) : 0;
            TensorPrimitives.MultiplyAdd(output, -along, gradient, gradient);
            TensorPrimitives.Multiply(gradient, LengthOver(length), gradient);
        }
    }

    private float LengthOver(float length) => length > 0 ? MathF.Exp(_logScale[0] / 2) / length : 0;

    private readonly ref struct Passes(float[] buffer, int start, int count)
    {
        public Span<float> Charged { get; } = buffer.AsSpan(start, count);

        public Span<float> Output { get; } = buffer.AsSpan(start + count, count);

        public Span<float> Embedding { get; } = buffer.AsSpan(start + (2 * count), count);

        public Span<float> Gradient { get; } = buffer.AsSpan(start + (3 * count), count);
    }
}
