using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>A decoder-only transformer whose every intermediate value can be read, replaced and clamped; GPT-2, Llama, Qwen and attention-only models are settings of it.</summary>
/// <remarks>
/// <para>x = W_E[token] (+ W_pos[position]); x ← x + Attention(norm x); x ← x + FeedForward(norm x), L times; logits = norm(x) W_U.</para>
/// <para>It computes in the number type of its embedding; other parameters are converted where they are used, one matrix at a time.
/// With gradients on, all parameters that were marked are trained through any pass. Thread-safe: no.</para>
/// <para>Sources: Radford and others 2019 (GPT-2); Touvron and others 2023 (Llama 2); the names of activations are those of TransformerLens.</para>
/// </remarks>
public sealed class Transformer : IDisposable
{
    private readonly NormalizationPass _norm;
    private readonly AttentionPass _attention;
    private readonly FeedForwardPass _feedForward;
    private readonly RotaryEmbedding? _rotary;

    /// <summary>Makes a model with given parameters, which it then owns.</summary>
    /// <exception cref="ArgumentException">The configuration is not possible, or the number of blocks differs from it.</exception>
    public Transformer(TransformerConfiguration configuration, TransformerWeights weights)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(weights);
        Configuration = configuration.Validated();
        Weights = weights.Blocks.Count == configuration.Layers ? weights
            : throw new ArgumentException($"The configuration has {configuration.Layers} layers and the weights {weights.Blocks.Count}.", nameof(weights));
        _norm = new NormalizationPass(configuration.Normalization, configuration.Epsilon);
        _rotary = configuration.Rotary is { } rotary ? new RotaryEmbedding(rotary, configuration.HeadWidth, NumberType) : null;
        _attention = new AttentionPass(configuration, _norm, _rotary);
        _feedForward = new FeedForwardPass(configuration, _norm);
    }

    /// <summary>Makes a model with random initial parameters.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <param name="random">Source of the parameters.</param>
    /// <param name="initialization">How they are drawn; null for GPT-2's way.</param>
    /// <exception cref="ArgumentException">The configuration is not possible.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public Transformer(TransformerConfiguration configuration, RandomStream random, TransformerInitialization? initialization = null)
        : this(configuration, (initialization ?? new TransformerInitialization()).Create(configuration, random))
    {
    }

    /// <summary>What the model is made of.</summary>
    public TransformerConfiguration Configuration { get; }

    /// <summary>The parameters.</summary>
    public TransformerWeights Weights { get; }

    /// <summary>The type of numbers that it computes with.</summary>
    public ScalarType NumberType => Weights.Embedding.dtype;

    /// <summary>Returns the logits [B, T, outputs] of texts.</summary>
    /// <param name="tokens">[B, T], whole numbers of 64 bits.</param>
    /// <exception cref="ArgumentException">The shape is another, a token is unknown, or the text is longer than the context.</exception>
    public Tensor Logits(Tensor tokens) => Forward(tokens, null, null);

    /// <summary>Returns the logits [B, T, outputs] of tokens that follow those in a cache, and adds them to it.</summary>
    /// <inheritdoc cref="Logits(Tensor)"/>
    public Tensor Logits(Tensor tokens, KeyValueCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        using var still = no_grad();
        return Forward(tokens, null, cache);
    }

    /// <summary>Runs texts and keeps activations.</summary>
    /// <param name="tokens">[B, T], whole numbers of 64 bits.</param>
    /// <param name="kept">Which activations are kept; null for all that cost nothing more to compute.</param>
    /// <exception cref="ArgumentException">The shape is another, a token is unknown, or the text is longer than the context.</exception>
    public ActivationRun Run(Tensor tokens, Func<ActivationSite, bool>? kept = null) => RunWith(tokens, null, kept ?? (site => !site.IsOptional));

    /// <summary>Runs texts, changes activations on the way, and keeps some.</summary>
    /// <param name="tokens">[B, T], whole numbers of 64 bits.</param>
    /// <param name="interventions">What is changed; null for nothing.</param>
    /// <param name="kept">Which activations are kept, after changes; null for none.</param>
    /// <exception cref="ArgumentException">The shape is another, a token is unknown, the text is longer than the context, or an intervention is out of range.</exception>
    public ActivationRun RunWith(Tensor tokens, Interventions? interventions, Func<ActivationSite, bool>? kept = null) =>
        Hooked(interventions, kept, hooks => Forward(tokens, hooks, null));

    /// <summary>Runs the blocks from one on, whose input is given, and keeps activations: what lies before need not be computed again.</summary>
    /// <param name="stream">The residual stream before the block, [B, T, d].</param>
    /// <param name="layer">The block to begin with; the number of layers for the unembedding alone.</param>
    /// <param name="interventions">What is changed; null for nothing. Changes before the block are not made.</param>
    /// <param name="kept">Which activations are kept, after changes; null for none.</param>
    /// <exception cref="ArgumentException">The shape is another, there is no such layer, or an intervention is out of range.</exception>
    public ActivationRun RunFrom(Tensor stream, int layer, Interventions? interventions, Func<ActivationSite, bool>? kept = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.shape.Length != 3 || stream.shape[2] != Configuration.Width || layer < 0 || layer > Configuration.Layers)
        {
            throw new ArgumentException($"A stream [rows, positions, {Configuration.Width}] before one of the layers 0 … {Configuration.Layers} is needed; got [{string.Join(", ", stream.shape)}] before {layer}.", nameof(stream));
        }

        return Hooked(interventions, kept, hooks =>
        {
            using var scope = NewDisposeScope();
            return FromBlock(stream, layer, hooks, null).MoveToOuterDisposeScope();
        });
    }

    private ActivationRun Hooked(Interventions? interventions, Func<ActivationSite, bool>? kept, Func<PassHooks, Tensor> pass)
    {
        var hooks = new PassHooks(Configuration, interventions, kept);
        try
        {
            return new ActivationRun(pass(hooks), hooks.Cache);
        }
        catch
        {
            hooks.Cache.Dispose();
            throw;
        }
        finally
        {
            hooks.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        _rotary?.Dispose();
    }

    private Tensor Forward(Tensor tokens, PassHooks? hooks, KeyValueCache? cache)
    {
        var before = cache?.Length ?? 0;
        Check(tokens, before);
        cache?.Reserve(Configuration, tokens.shape[0], NumberType);
        using var scope = NewDisposeScope();
        var logits = FromBlock(Embed(tokens, before, hooks), 0, hooks, cache);
        if (cache is not null)
        {
            cache.Length += (int)tokens.shape[1];
        }

        return logits.MoveToOuterDisposeScope();
    }

    private Tensor FromBlock(Tensor stream, int first, PassHooks? hooks, KeyValueCache? cache)
    {
        for (var layer = first; layer < Configuration.Layers; layer++)
        {
            stream = Block(stream, layer, hooks, cache);
        }

        return Unembed(stream, hooks).alias();
    }

    private Tensor Unembed(Tensor stream, PassHooks? hooks)
    {
        var last = _norm.Apply(stream, Weights.FinalNorm, hooks, ActivationKind.FinalNormScale, ActivationKind.FinalNormalized, 0);
        return hooks.Visit(ActivationKind.Logits, 0, Weights.Unembedding.Apply(last));
    }

    private Tensor Embed(Tensor tokens, int before, PassHooks? hooks)
    {
        var embedded = hooks.Visit(ActivationKind.Embed, 0, Weights.Embedding.index_select(0, tokens.flatten()).view(tokens.shape[0], tokens.shape[1], -1));
        if (Weights.Positions is null)
        {
            return embedded;
        }

        var positions = Weights.Positions.narrow(0, before, tokens.shape[1]).to_type(embedded.dtype).unsqueeze(0).expand_as(embedded);
        return embedded.Plus(hooks.Visit(ActivationKind.PositionEmbed, 0, positions));
    }

    // A scope for each block: without gradients, a block's temporary tensors are freed before the next.
    private Tensor Block(Tensor stream, int layer, PassHooks? hooks, KeyValueCache? cache)
    {
        using var scope = NewDisposeScope();
        var weights = Weights.Blocks[layer];
        var before = hooks.Visit(ActivationKind.ResidualPre, layer, stream);
        var after = before.Plus(_attention.Run(before, weights, layer, hooks, cache));
        if (Configuration.HiddenUnits > 0)
        {
            var middle = hooks.Visit(ActivationKind.ResidualMid, layer, after);
            after = middle.Plus(_feedForward.Run(middle, weights, layer, hooks));
        }

        return hooks.Visit(ActivationKind.ResidualPost, layer, after).alias().MoveToOuterDisposeScope();
    }

    private void Check(Tensor tokens, int before)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.shape.Length != 2 || tokens.dtype != ScalarType.Int64 || tokens.numel() == 0)
        {
            throw new ArgumentException($"Tokens are whole numbers of 64 bits in [rows, positions]; got {tokens.dtype} in [{string.Join(", ", tokens.shape)}].", nameof(tokens));
        }

        if (before + tokens.shape[1] > Configuration.Context)
        {
            throw new ArgumentException($"The model has a context of {Configuration.Context} tokens; got {before + tokens.shape[1]}. Shorten the text.", nameof(tokens));
        }

        using var scope = NewDisposeScope();
        var (least, most) = (tokens.min().item<long>(), tokens.max().item<long>());
        if (least < 0 || most >= Configuration.Vocabulary)
        {
            throw new ArgumentException($"The model knows tokens 0 … {Configuration.Vocabulary - 1}; got {(least < 0 ? least : most)}. Is it the tokenizer of another model?", nameof(tokens));
        }
    }
}
