using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Initial parameters of a transformer: normal numbers, biases zero, norms one.</summary>
/// <remarks>Every matrix has its own stream, named as in <see cref="TransformerWeights.Named"/>. Source: Radford and others 2019.</remarks>
/// <param name="StandardDeviation">Of embeddings and matrices. Default 0.02.</param>
/// <param name="ScaleResidualWrites">Whether the matrices that write to the residual stream are divided by √(2L), as in GPT-2. Default true.</param>
public sealed record TransformerInitialization(double StandardDeviation = 0.02, bool ScaleResidualWrites = true)
{
    /// <summary>Makes parameters.</summary>
    /// <exception cref="ArgumentException">The configuration is not possible.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public TransformerWeights Create(TransformerConfiguration configuration, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(random);
        configuration.Validated();
        Libtorch.EnsureLoaded();
        var (width, outputs) = (configuration.Width, configuration.OutputCount);
        var writes = ScaleResidualWrites ? StandardDeviation / Math.Sqrt(2 * configuration.Layers) : StandardDeviation;
        return new TransformerWeights
        {
            Embedding = Matrix(random, "embed.W_E", configuration.Vocabulary, width, StandardDeviation),
            Positions = configuration.LearnedPositions ? Matrix(random, "pos_embed.W_pos", configuration.Context, width, StandardDeviation) : null,
            Blocks = [.. Enumerable.Range(0, configuration.Layers).Select(layer => Block(configuration, random.Child($"blocks.{layer}"), writes))],
            FinalNorm = Norm(configuration, width),
            UnembeddingWeight = configuration.TiedUnembedding ? null : Matrix(random, "unembed.W_U", width, outputs, StandardDeviation),
            UnembeddingBias = configuration.UnembeddingBias ? Zeros(outputs) : null,
        };
    }

    private BlockWeights Block(TransformerConfiguration configuration, RandomStream random, double writes)
    {
        var (width, hidden, head) = (configuration.Width, configuration.HiddenUnits, configuration.HeadWidth);
        var (queries, keys) = (configuration.Heads * head, configuration.KeyValueHeadCount * head);
        var (reads, last) = (configuration.AttentionBias != AttentionBias.None, configuration.AttentionBias == AttentionBias.All);
        var (any, bias) = (hidden > 0, configuration.FeedForwardBias);
        return new BlockWeights
        {
            AttentionNorm = Norm(configuration, width),
            Query = Linear(random, "attn.W_Q", width, queries, StandardDeviation, reads),
            Key = Linear(random, "attn.W_K", width, keys, StandardDeviation, reads),
            Value = Linear(random, "attn.W_V", width, keys, StandardDeviation, reads),
            Output = Linear(random, "attn.W_O", queries, width, writes, last),
            QueryNorm = configuration.QueryKeyNormalization ? new NormalizationWeights(Ones(head)) : null,
            KeyNorm = configuration.QueryKeyNormalization ? new NormalizationWeights(Ones(head)) : null,
            FeedForwardNorm = any ? Norm(configuration, width) : null,
            Gate = configuration.FeedForward == FeedForwardKind.GatedSilu ? Linear(random, "mlp.W_gate", width, hidden, StandardDeviation, bias) : null,
            In = any ? Linear(random, "mlp.W_in", width, hidden, StandardDeviation, bias) : null,
            Out = any ? Linear(random, "mlp.W_out", hidden, width, writes, bias) : null,
        };
    }

    private static NormalizationWeights? Norm(TransformerConfiguration configuration, int width) => configuration.Normalization switch
    {
        NormalizationKind.LayerNorm => new NormalizationWeights(Ones(width), Zeros(width)),
        NormalizationKind.RootMeanSquare => new NormalizationWeights(Ones(width)),
        _ => null,
    };

    private static LinearWeights Linear(RandomStream random, string name, int inputs, int outputs, double deviation, bool bias) =>
        new(Matrix(random, name, inputs, outputs, deviation), bias ? Zeros(outputs) : null);

    private static Tensor Matrix(RandomStream random, string name, int rows, int columns, double deviation) =>
        TensorInitialization.Gaussian(random.Child(name), [rows, columns], 0, deviation).DetachFromDisposeScope();

    private static Tensor Ones(int size) => ones(size, ScalarType.Float32).DetachFromDisposeScope();

    private static Tensor Zeros(int size) => zeros(size, ScalarType.Float32).DetachFromDisposeScope();
}
