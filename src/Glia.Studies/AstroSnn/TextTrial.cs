using Glia.Lab.Trials;
using Glia.Language;
using Glia.Random;

namespace Glia.Studies.AstroSnn;

/// <summary>One trial of language: a model is trained on the text and scored on its test part.</summary>
internal sealed class TextTrial(AstroArm arm, AstroSnnOptions options, TrialContext context)
{
    private const int Window = 128;
    private const int Nearest = 50;
    private const int Farthest = 200;
    private const int GeneratedCharacters = 400_000;

    // The same text for every seed: seeds differ in the network and in the order of reading.
    private static readonly Lazy<CharacterCorpus> Generated = new(() => CharacterCorpus.FromText(
        new LongRangeText(new LongRangeTextOptions(), new RandomStream(0, "astro-snn/source")).Write(GeneratedCharacters, new RandomStream(0, "astro-snn/text")).Text));

    public static CharacterCorpus Corpus(string text) => text switch
    {
        "king-james" => KingJamesBible.Corpus,
        "generated" => Generated.Value,
        _ => CharacterCorpus.FromUtf8(File.ReadAllBytes(text)),
    };

    /// <summary>Makes the model of an arm; those that do not spike get as many parameters as the spiking ones.</summary>
    public static ILanguageModel Model(AstroUnit unit, AstroSnnOptions options, int vocabulary, int context, RandomStream random)
    {
        SpikingLanguageModelOptions Spiking() => new() { Vocabulary = vocabulary, Width = options.Width, Layers = options.Layers, Neuron = units => AstroNeurons.Model(unit, units, Window) };
        long Size() => ((long)options.Layers * options.Width * options.Width * 10) + (2L * vocabulary * options.Width);
        return unit switch
        {
            AstroUnit.Gru => new RecurrentLanguageModel(vocabulary, RecurrentLanguageModel.UnitsFor(Size(), vocabulary, options.Layers), options.Layers, random),
            AstroUnit.Transformer => new CausalTransformer(new CausalTransformerOptions { Vocabulary = vocabulary, Width = options.Width, Layers = options.Layers, Context = context }, random),
            _ => new SpikingLanguageModel(Spiking(), random),
        };
    }

    public TrialResult Run()
    {
        var corpus = Corpus(options.Text);
        var scored = Scored(corpus.TestText);
        var test = corpus.Vocabulary.Encode(scored);
        if (arm.Unit == AstroUnit.NGram)
        {
            return Result(corpus, scored, new KneserNeyModel(corpus.Train, corpus.Vocabulary.Count).Bits(test)[1..]);
        }

        using var model = Model(arm.Unit, options, corpus.Vocabulary.Count, Window, context.Stream("text/model"));
        var training = new LanguageTrainingOptions { Steps = options.TextSteps, Window = Window, AfterStep = () => Clamp(model) };
        LanguageModelTraining.Train(model, corpus.Train, training, context.Stream("text/places"), (step, bits) =>
            context.Step(step, options.TextSteps, new Dictionary<string, double> { ["training bpc"] = bits }));
        var result = Result(corpus, scored, model.Bits(test));
        var more = new Dictionary<string, double>(result.Metrics)
        {
            ["parameters"] = model.Trained.Sum(parameter => parameter.numel()),
            ["validation bpc"] = model.Bits(corpus.Vocabulary.Encode(Scored(corpus.ValidationText))).Average(),
        };
        if (model is SpikingLanguageModel spiking)
        {
            // W_o and W_3 add a row for every spike; W_1, W_2 and the readout multiply.
            var (width, rates) = (options.Width, spiking.SpikeRates);
            more["spike rate"] = rates.Average();
            more["additions a token"] = rates.Select((rate, layer) => rate * width * width * (layer % 2 == 0 ? 1 : 4)).Sum();
            more["multiplications a token"] = (5.0 * options.Layers * width * width) + (width * corpus.Vocabulary.Count);
        }

        return result with { Metrics = more };
    }

    private static void Clamp(ILanguageModel model)
    {
        foreach (var layer in model is SpikingLanguageModel spiking ? spiking.Neurons : [])
        {
            AstroNeurons.ClampFeedback(layer);
        }
    }

    private string Scored(string text) => options.ScoredCharacters == 0 ? text : text[..Math.Min(text.Length, options.ScoredCharacters)];

    // bits[i] belongs to character i + 1 of the text.
    private static TrialResult Result(CharacterCorpus corpus, string text, double[] bits)
    {
        var mentions = CharacterCorpus.SecondMentions(text, Nearest, Farthest).SelectMany(range => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value)).ToList();
        var (all, again) = (bits.Average(), mentions.Count == 0 ? 0 : mentions.Average(place => bits[place - 1]));
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["bpc"] = all,
                ["bpc, second mentions"] = again,
                ["long-range advantage"] = all - again,
                ["unigram bpc"] = corpus.UnigramEntropy,
                ["characters scored"] = bits.Length,
            },
        };
    }
}
