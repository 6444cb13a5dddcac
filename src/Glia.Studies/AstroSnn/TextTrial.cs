using Glia.Lab.Trials;
using Glia.Language;
using Glia.Random;

namespace Glia.Studies.AstroSnn;

/// <summary>One trial of language: a model is trained on the text, with the setting that is best on validation text after a short training, and scored on the test part.</summary>
internal sealed class TextTrial(AstroArm arm, AstroSnnOptions options, TrialContext context)
{
    private const int Window = 128;
    private const int Nearest = 50;
    private const int Farthest = 200;
    private const int TuningCharacters = 8192;
    private const int GeneratedCharacters = 400_000;

    // The same text for every seed: seeds differ in the network and in the order of reading.
    private static readonly Lazy<CharacterCorpus> Generated = new(() => CharacterCorpus.FromText(
        new LongRangeText(new LongRangeTextOptions(), new RandomStream(0, "astro-snn/source")).Write(GeneratedCharacters, new RandomStream(0, "astro-snn/text")).Text));

    public static CharacterCorpus Corpus(string text) => text switch
    {
        "king-james" => KingJamesBible.Corpus,
        "generated" => Generated.Value,
        _ => File.Exists(text) ? CharacterCorpus.FromUtf8(File.ReadAllBytes(text))
            : throw new ArgumentException($"Text: there is no file '{text}'. Give king-james, generated, or the path of a UTF-8 text of 50 kB or more.", nameof(text)),
    };

    /// <summary>The settings that an arm tries, as many for each arm: learning rates with the largest feedback, or for the AM-SU fewer rates with every limit of the feedback.</summary>
    public static IReadOnlyList<(double Rate, double Limit)> Settings(AstroUnit unit, AstroSnnOptions options)
    {
        var rates = options.TextRates.Distinct().ToList();
        var limits = unit == AstroUnit.AstrocyteModulated ? options.FeedbackLimits.Distinct().Take(rates.Count).ToList() : [AstroNeurons.LargestFeedback];
        var count = rates.Count / limits.Count;
        return [.. limits.SelectMany(limit => Enumerable.Range(1, count).Select(i => (rates[(i * rates.Count / count) - 1], limit)))];
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

        var settings = Settings(arm.Unit, options);
        var (rate, limit) = settings.Count == 1 ? settings[0] : settings.MinBy(setting => AfterTuning(corpus, setting.Rate, setting.Limit));
        using var model = Trained(corpus, rate, limit, options.TextSteps);
        var result = Result(corpus, scored, model.Bits(test));
        var more = new Dictionary<string, double>(result.Metrics)
        {
            ["parameters"] = model.Trained.Sum(parameter => parameter.numel()),
            ["validation bpc"] = model.Bits(corpus.Vocabulary.Encode(Scored(corpus.ValidationText))).Average(),
            ["learning rate"] = rate,
        };
        if (arm.Unit == AstroUnit.AstrocyteModulated)
        {
            more["feedback limit"] = limit;
        }

        if (model is SpikingLanguageModel spiking)
        {
            more["spike rate"] = spiking.SpikeRates.Average();
            if (spiking.Options is { TimeMixing: SpikingTimeMixing.TokenShift, FirstExpansion: 1 })
            {
                // W_o and W_3 add a row for every spike; W_1, W_2 and the readout multiply.
                var (width, rates) = (options.Width, spiking.SpikeRates);
                more["additions a token"] = rates.Select((spikes, layer) => spikes * width * width * (layer % 2 == 0 ? 1 : 4)).Sum();
                more["multiplications a token"] = (5.0 * options.Layers * width * width) + (width * corpus.Vocabulary.Count);
            }
        }

        return result with { Metrics = more };
    }

    // A setting with which the loss is no number any more is out; should all be, the last training says so.
    private double AfterTuning(CharacterCorpus corpus, double rate, double limit)
    {
        try
        {
            using var model = Trained(corpus, rate, limit, options.TextTuningSteps);
            var text = corpus.ValidationText[..Math.Min(corpus.ValidationText.Length, TuningCharacters)];
            return model.Bits(corpus.Vocabulary.Encode(text)).Average();
        }
        catch (ArithmeticException)
        {
            return double.PositiveInfinity;
        }
    }

    private ILanguageModel Trained(CharacterCorpus corpus, double rate, double limit, int steps)
    {
        var model = AstroModels.Of(arm.Unit, new ModelSize(corpus.Vocabulary.Count, options.Width, options.Layers, Window, Window), context.Stream("text/model"), limit);
        var training = new LanguageTrainingOptions { Steps = steps, Window = Window, LearningRate = rate, AfterStep = () => AstroModels.ClampFeedback(model, limit) };
        LanguageModelTraining.Train(model, corpus.Train, training, context.Stream("text/places"), (step, bits) =>
            context.Step(step, steps, new Dictionary<string, double> { ["training bpc"] = bits }));
        return model;
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
