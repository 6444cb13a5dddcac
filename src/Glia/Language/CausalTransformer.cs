using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>A small GPT with learned positions and a cache of keys and values: the rival whose cost grows with the text.</summary>
/// <remarks>x ← x + W_o attention(LN x); x ← x + W₂ GELU(W₁ LN x), softmax(q kᵀ/√d_h) v over the token itself and those before (Radford and others 2019). The cache has 2·L·d·4 bytes a token.</remarks>
public sealed class CausalTransformer : nn.Module, ILanguageModel
{
    private readonly CausalTransformerOptions _options;
    private readonly Parameter _embedding;
    private readonly Parameter _positions;
    private readonly ModuleList<TransformerBlock> _blocks = [];
    private readonly LayerNorm _norm;
    private readonly Linear _head;

    /// <summary>Makes a model.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="random">Source of the initial parameters: normal with 0.02, residual ones scaled by 1/√(2L).</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or a size is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public CausalTransformer(CausalTransformerOptions options, RandomStream random)
        : base(nameof(CausalTransformer))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        _options = options.Validated();
        _embedding = new Parameter(TensorInitialization.Gaussian(random.Child("embedding"), [options.Vocabulary, options.Width], 0, 0.02));
        _positions = new Parameter(TensorInitialization.Gaussian(random.Child("positions"), [options.Context, options.Width], 0, 0.02));
        for (var layer = 0; layer < options.Layers; layer++)
        {
            _blocks.Add(new TransformerBlock(options, random.Child($"block {layer}")));
        }

        _norm = nn.LayerNorm(options.Width);
        _head = nn.Linear(options.Width, options.Vocabulary);
        TensorInitialization.FillLinear(_head, random.Child("head"));
        RegisterComponents();
        Trained = [.. parameters()];
    }

    /// <inheritdoc/>
    public int Vocabulary => _options.Vocabulary;

    /// <inheritdoc/>
    public int? Context => _options.Context;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Trained { get; }

    /// <inheritdoc/>
    public (Tensor Logits, LanguageModelState State) Run(Tensor tokens, LanguageModelState? state)
    {
        if (state is { Tensors.Count: 0 })
        {
            throw new ArgumentException("The state was made while gradients were on, and has no cache; read the text under no_grad().", nameof(state));
        }

        TokenShapes.Check(tokens, state, state?.Tensors[0].shape[1]);
        var (before, count, batch) = (state?.Tokens ?? 0, (int)tokens.shape[0], tokens.shape[1]);
        if (before + count > _options.Context)
        {
            throw new ArgumentException($"The model has positions for {_options.Context} tokens; {before} were read and {count} follow. Start anew with the last tokens of the text.", nameof(tokens));
        }

        using var scope = NewDisposeScope();
        var stream = TokenShapes.Embed(tokens, _embedding).Plus(_positions.narrow(0, before, count).unsqueeze(1));
        var caches = new List<Tensor>();
        for (var layer = 0; layer < _blocks.Count; layer++)
        {
            // With gradients there is no cache: a window is read at once, and what autograd saved must not be overwritten.
            var cache = state?.Tensors[layer] ?? (is_grad_enabled() ? null : zeros([2, batch, _options.Heads, _options.Context, _options.Width / _options.Heads]));
            stream = _blocks[layer].Run(stream, cache, before);
            if (cache is not null)
            {
                caches.Add(cache.alias());
            }
        }

        var after = new LanguageModelState(caches, before + count) { Bytes = 2L * _options.Layers * _options.Width * sizeof(float) * (before + count) * batch };
        return (_head.call(_norm.call(stream)).MoveToOuterDisposeScope(), after);
    }
}
