using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>A language model of spiking blocks whose state has a fixed size: a token costs the same after any length of text.</summary>
/// <remarks>
/// <para>Embedding V × d, U(−10⁻⁴, 10⁻⁴) → LN → L × blocks, by default <see cref="SpikingBlock"/> → LN → V logits. A step of the text is a step of the neurons, as in
/// SpikeGPT (Zhu and others 2023, arXiv 2302.13939), whose time mixing is <see cref="SpikingTimeMixing.Rwkv"/>.</para>
/// <para>Work inside a dispose scope. Thread-safe: no.</para>
/// </remarks>
public sealed class SpikingLanguageModel : nn.Module, ILanguageModel
{
    private const int AstrocyteVariable = 1;
    private readonly Parameter _embedding;
    private readonly LayerNorm _inputNorm;
    private readonly LayerNorm _outputNorm;
    private readonly ModuleList<nn.Module> _blocks = [];
    private readonly Linear _head;

    /// <summary>Makes a model.</summary>
    /// <param name="options">Sizes and neurons.</param>
    /// <param name="random">Source of the initial parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public SpikingLanguageModel(SpikingLanguageModelOptions options, RandomStream random)
        : base(nameof(SpikingLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        Options = options.Validated();
        _embedding = new Parameter(TensorInitialization.Uniform(random.Child("embedding"), [options.Vocabulary, options.Width], -1e-4, 1e-4));
        (_inputNorm, _outputNorm) = (nn.LayerNorm(options.Width), nn.LayerNorm(options.Width));
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var stream = random.Child($"block {layer}");
            _blocks.Add(options.TimeMixing == SpikingTimeMixing.Rwkv ? new RwkvBlock(options, stream) : new SpikingBlock(options, stream));
        }

        _head = nn.Linear(options.Width, options.Vocabulary);
        TensorInitialization.FillLinear(_head, random.Child("head"));
        RegisterComponents();
        Trained = [.. parameters()];
    }

    /// <summary>Sizes and neurons.</summary>
    public SpikingLanguageModelOptions Options { get; }

    /// <inheritdoc/>
    public int Vocabulary => Options.Vocabulary;

    /// <inheritdoc/>
    public int? Context => null;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Trained { get; }

    private IEnumerable<ISpikingBlock> Blocks => _blocks.Cast<ISpikingBlock>();

    /// <summary>All spiking layers, block by block.</summary>
    public IEnumerable<NeuronLayer> Neurons => Blocks.SelectMany(block => block.Neurons);

    /// <summary>Fraction of units that fired in the last run, by spiking layer.</summary>
    public IReadOnlyList<double> SpikeRates { get; private set; } = [];

    /// <inheritdoc/>
    public (Tensor Logits, LanguageModelState State) Run(Tensor tokens, LanguageModelState? state)
    {
        TokenShapes.Check(tokens, state, state?.Tensors[0].shape[1]);
        using var scope = NewDisposeScope();
        var stream = _inputNorm.call(TokenShapes.Embed(tokens, _embedding));
        var (after, rates) = (new List<Tensor>(), new List<double>());
        foreach (var block in Blocks)
        {
            var (output, next, spikes) = block.Run(stream, state?.Tensors.Skip(after.Count).Take(block.StateTensors).ToArray());
            stream = output;
            after.AddRange(next.Select(tensor => tensor.is_contiguous() && tensor.shape[0] > 1 ? tensor : tensor.clone()));
            rates.AddRange(spikes.Select(SpikeRate.Of));
        }

        SpikeRates = rates;
        return (_head.call(_outputNorm.call(stream)).MoveToOuterDisposeScope(), LanguageModelState.Of(after, (state?.Tokens ?? 0) + (int)tokens.shape[0]));
    }

    /// <summary>Largest |a| among the astrocytes of a state; null for a model that has none.</summary>
    internal double? LargestAstrocyte(LanguageModelState state)
    {
        using var scope = NewDisposeScope();
        double? largest = null;
        var start = 0;
        foreach (var block in Blocks)
        {
            foreach (var (neurons, place) in block.Neurons.Zip(block.NeuronStates))
            {
                if (neurons.Model is AstrocyteModulatedLif)
                {
                    var here = state.Tensors[start + place][AstrocyteVariable].detach().abs().max().item<float>();
                    largest = Math.Max(largest ?? 0, here);
                }
            }

            start += block.StateTensors;
        }

        return largest;
    }
}
