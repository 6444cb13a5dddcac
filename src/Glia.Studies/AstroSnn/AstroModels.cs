using Glia.Language;
using Glia.Random;

namespace Glia.Studies.AstroSnn;

/// <summary>The language models of the arms, about equal in parameters but for twice the units, recurrent weights and the associative memory, which come on top.</summary>
internal static class AstroModels
{
    private const int MemoryHeads = 4;

    // With 3 instead of 4 the GPT's blocks have the 10 d² weights of a spiking block.
    private const int TransformerExpansion = 3;

    public static ILanguageModel Of(AstroUnit unit, ModelSize size, RandomStream random, double feedbackLimit = AstroNeurons.LargestFeedback)
    {
        var parameters = (10L * size.Layers * size.Width * size.Width) + (2L * size.Vocabulary * size.Width);
        var units = unit == AstroUnit.WideLif ? 2 : 1;
        return unit switch
        {
            AstroUnit.Gru => new RecurrentLanguageModel(size.Vocabulary, RecurrentLanguageModel.UnitsFor(parameters, size.Vocabulary, size.Layers), size.Layers, random),
            AstroUnit.Transformer => new CausalTransformer(
                new CausalTransformerOptions { Vocabulary = size.Vocabulary, Width = size.Width, Layers = size.Layers, Expansion = TransformerExpansion, Context = size.Context }, random),
            _ => new SpikingLanguageModel(
                new SpikingLanguageModelOptions
                {
                    Vocabulary = size.Vocabulary,
                    Width = size.Width,
                    Layers = size.Layers,
                    FirstExpansion = units,
                    Expansion = 4 * units,
                    Neuron = count => AstroNeurons.Model(unit, count, size.Reach, feedbackLimit),
                    TimeMixing = unit switch { AstroUnit.RecurrentLif => SpikingTimeMixing.Recurrent, AstroUnit.SpikeGpt => SpikingTimeMixing.Rwkv, _ => SpikingTimeMixing.TokenShift },
                    MemoryHeads = unit == AstroUnit.AstrocyteMemory ? MemoryHeads : 0,
                },
                random),
        };
    }

    /// <summary>Holds the feedback of a model's astrocytes at a limit or below.</summary>
    public static void ClampFeedback(ILanguageModel model, double limit)
    {
        foreach (var layer in model is SpikingLanguageModel spiking ? spiking.Neurons : [])
        {
            AstroNeurons.ClampFeedback(layer, limit);
        }
    }
}
