using Glia.Random;
using Glia.Recurrent;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>A language model of stacked gated recurrent units: embedding, L layers of H units, logits.</summary>
public sealed class RecurrentLanguageModel : nn.Module, ILanguageModel
{
    private readonly Parameter _embedding;
    private readonly ModuleList<GatedRecurrentUnit> _layers = [];
    private readonly Linear _head;

    /// <summary>Makes a model.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="units">H, also the width of the embedding.</param>
    /// <param name="layers">L.</param>
    /// <param name="random">Source of the initial parameters.</param>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public RecurrentLanguageModel(int vocabulary, int units, int layers, RandomStream random)
        : base(nameof(RecurrentLanguageModel))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        Vocabulary = vocabulary;
        _embedding = new Parameter(TensorInitialization.Gaussian(random.Child("embedding"), [vocabulary, units], 0, 0.3));
        for (var layer = 0; layer < layers; layer++)
        {
            _layers.Add(new GatedRecurrentUnit(units, units, random.Child($"layer {layer}")));
        }

        _head = nn.Linear(units, vocabulary);
        TensorInitialization.FillLinear(_head, random.Child("head"));
        RegisterComponents();
        Trained = [.. parameters()];
    }

    /// <inheritdoc/>
    public int Vocabulary { get; }

    /// <inheritdoc/>
    public int? Context => null;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Trained { get; }

    /// <summary>Returns the number of units with which the model has about as many parameters as asked for.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="vocabulary">V.</param>
    /// <param name="layers">L.</param>
    public static int UnitsFor(long parameters, int vocabulary, int layers)
    {
        var units = 1;
        while (Count(units + 1) <= parameters)
        {
            units++;
        }

        return units;
        double Count(double h) => (2 * vocabulary * h) + vocabulary + (layers * ((6 * h * h) + (6 * h)));
    }

    /// <inheritdoc/>
    public (Tensor Logits, LanguageModelState State) Run(Tensor tokens, LanguageModelState? state)
    {
        TokenShapes.Check(tokens, state, state?.Tensors[0].shape[1]);
        using var scope = NewDisposeScope();
        var stream = TokenShapes.Embed(tokens, _embedding);
        var after = new List<Tensor>();
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            (stream, var next) = _layers[layer].Run(stream, state?.Tensors[layer]);
            after.Add(next);
        }

        return (_head.call(stream).MoveToOuterDisposeScope(), LanguageModelState.Of(after, (state?.Tokens ?? 0) + (int)tokens.shape[0]));
    }
}
