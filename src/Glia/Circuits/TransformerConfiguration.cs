namespace Glia.Circuits;

/// <summary>What a decoder-only transformer is made of; GPT-2, Llama, Qwen and attention-only models are settings of it.</summary>
public sealed record TransformerConfiguration
{
    /// <summary>V, number of tokens that it knows.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Number of outputs; null for <see cref="Vocabulary"/>. A classifier may have fewer.</summary>
    public int? Outputs { get; init; }

    /// <summary>Most tokens of a text.</summary>
    public required int Context { get; init; }

    /// <summary>d, numbers of the residual stream at a token.</summary>
    public required int Width { get; init; }

    /// <summary>L, number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>H, query heads of a block.</summary>
    public required int Heads { get; init; }

    /// <summary>G, heads of keys and values, each shared by H/G query heads; null for H.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>d_h, numbers of a head; null for d/H.</summary>
    public int? HeadSize { get; init; }

    /// <summary>The part behind attention. Default GPT-2's.</summary>
    public FeedForwardKind FeedForward { get; init; } = FeedForwardKind.GeluTanh;

    /// <summary>m, hidden units of the part behind attention; null for 4d.</summary>
    public int? FeedForwardWidth { get; init; }

    /// <summary>Whether the maps behind attention have biases. Default true, as GPT-2.</summary>
    public bool FeedForwardBias { get; init; } = true;

    /// <summary>How inputs are normalised. Default layer norm.</summary>
    public NormalizationKind Normalization { get; init; } = NormalizationKind.LayerNorm;

    /// <summary>ε of the normalisation. Default 10⁻⁵.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Rotary positions; null for none.</summary>
    public RotaryOptions? Rotary { get; init; }

    /// <summary>Whether each position adds a learned vector to the embedding. Default true, as GPT-2.</summary>
    public bool LearnedPositions { get; init; } = true;

    /// <summary>Which maps of attention have biases. Default all, as GPT-2.</summary>
    public AttentionBias AttentionBias { get; init; } = AttentionBias.All;

    /// <summary>Whether queries and keys are normalised in each head before they are turned (QK-norm of Qwen 3). Default false.</summary>
    public bool QueryKeyNormalization { get; init; }

    /// <summary>Whether the unembedding is the embedding transposed. Default true, as GPT-2.</summary>
    public bool TiedUnembedding { get; init; } = true;

    /// <summary>Whether logits have a bias. Default false.</summary>
    public bool UnembeddingBias { get; init; }

    /// <summary>G as a number.</summary>
    public int KeyValueHeadCount => KeyValueHeads ?? Heads;

    /// <summary>d_h as a number.</summary>
    public int HeadWidth => HeadSize ?? (Width / Heads);

    /// <summary>m as a number.</summary>
    public int HiddenUnits => FeedForward == FeedForwardKind.None ? 0 : FeedForwardWidth ?? (4 * Width);

    /// <summary>Number of outputs as a number.</summary>
    public int OutputCount => Outputs ?? Vocabulary;

    /// <summary>GPT-2 with the sizes of its four published models or others.</summary>
    public static TransformerConfiguration Gpt2(int layers, int heads, int width, int vocabulary = 50_257, int context = 1024) =>
        new() { Vocabulary = vocabulary, Context = context, Width = width, Layers = layers, Heads = heads };

    /// <summary>Llama 2 or 3: root-mean-square norm, rotary positions, shared keys and values, SwiGLU, no biases.</summary>
    public static TransformerConfiguration Llama(int layers, int heads, int width, int feedForwardWidth, int vocabulary, int context) => new()
    {
        Vocabulary = vocabulary,
        Context = context,
        Width = width,
        Layers = layers,
        Heads = heads,
        FeedForward = FeedForwardKind.GatedSilu,
        FeedForwardWidth = feedForwardWidth,
        FeedForwardBias = false,
        Normalization = NormalizationKind.RootMeanSquare,
        Rotary = new RotaryOptions(),
        LearnedPositions = false,
        AttentionBias = AttentionBias.None,
        TiedUnembedding = false,
    };

    /// <summary>Attention only, with layer norm, rotary positions in adjacent pairs and no biases in the blocks: the model of the paper on induction heads.</summary>
    public static TransformerConfiguration AttentionOnly(int layers, int heads, int width, int vocabulary, int outputs, int context) => new()
    {
        Vocabulary = vocabulary,
        Outputs = outputs,
        Context = context,
        Width = width,
        Layers = layers,
        Heads = heads,
        FeedForward = FeedForwardKind.None,
        Rotary = new RotaryOptions(Layout: RotaryLayout.Adjacent),
        LearnedPositions = false,
        AttentionBias = AttentionBias.None,
        TiedUnembedding = false,
        UnembeddingBias = true,
    };

    /// <summary>Returns the configuration itself if a model can be made of it.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or sizes do not fit each other; the message says which and what would.</exception>
    public TransformerConfiguration Validated()
    {
        RequirePositive(nameof(Vocabulary), Vocabulary);
        RequirePositive(nameof(Outputs), OutputCount);
        RequirePositive(nameof(Context), Context);
        RequirePositive(nameof(Width), Width);
        RequirePositive(nameof(Layers), Layers);
        RequirePositive(nameof(Heads), Heads);
        RequirePositive(nameof(KeyValueHeads), KeyValueHeadCount);
        Require(HeadSize is > 0 || (HeadSize is null && Width % Heads == 0), $"{Heads} heads do not divide a width of {Width}; give HeadSize.");
        Require(Heads % KeyValueHeadCount == 0, $"{KeyValueHeadCount} heads of keys and values cannot be shared evenly by {Heads} query heads.");
        Require(FeedForward == FeedForwardKind.None || HiddenUnits > 0, $"FeedForwardWidth must be positive; got {FeedForwardWidth}.");
        Require(Epsilon > 0 && double.IsFinite(Epsilon), $"Epsilon must be greater than 0; got {Epsilon}.");
        Require(Rotary is null || HeadWidth % 2 == 0, $"Rotary positions turn pairs of coordinates; a head has {HeadWidth}.");
        Require(Rotary is null || (Rotary.Base > 1 && double.IsFinite(Rotary.Base)), $"The base of rotary positions must be greater than 1; got {Rotary?.Base}.");
        Require(!TiedUnembedding || OutputCount == Vocabulary, $"A tied unembedding has as many outputs as the vocabulary, {Vocabulary}; got {OutputCount}.");
        return this;
    }

    private static void RequirePositive(string name, int value) => Require(value > 0, $"{name} must be positive; got {value}.");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException("TransformerConfiguration: " + message);
        }
    }
}
