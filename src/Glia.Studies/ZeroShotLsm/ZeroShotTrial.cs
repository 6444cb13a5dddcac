using Glia.Lab.Trials;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>One arm with one draw of weights, recordings and pairs, on the paper's digits and on many choices of unseen ones.</summary>
internal sealed class ZeroShotTrial(ZeroShotArm arm, ZeroShotOptions options, TrialContext context)
{
    /// <summary>The paper's epochs, over which one pass through a fixed encoder is shared when costs are counted.</summary>
    private const double PaperEpochs = 100;

    private readonly PairedTraining _training = new(arm, options);
    private readonly Dictionary<string, double> _metrics = [];
    private readonly Dictionary<string, NumericArray> _arrays = [];

    public TrialResult Run()
    {
        var recordings = DigitRecordings.Load(options, context);
        if (arm.Encoder == Encoder.Trained)
        {
            RunTrained(recordings);
        }
        else
        {
            RunFixed(recordings);
        }

        return new TrialResult { Metrics = _metrics, Arrays = _arrays };
    }

    // Streams are named without the arm: arms of a seed share recordings, weights and initial projections.
    private FeatureEncoder EncoderOf(string kind) =>
        new(arm.Encoder, options, kind == "image" ? options.ImageLiquid : options.SoundLiquid, context.Stream(kind + " liquid"));

    private void RunFixed(DigitRecordings recordings)
    {
        var splits = DigitSplit.Choices(options.UnseenPairs);
        var images = EncoderOf("image").Encode(recordings.TrainImages, recordings.TestImages);
        var sounds = EncoderOf("sound").Encode(recordings.TrainSounds, recordings.TestSounds);
        foreach (var (kind, encoded) in new[] { ("image", images), ("sound", sounds) })
        {
            _metrics[kind + "Accuracy"] = LinearProbe.Accuracy(encoded.Train, encoded.Test);
            _metrics[kind + "Operations"] = encoded.Operations;
            foreach (var (name, value) in encoded.Metrics)
            {
                _metrics[$"{kind} {name}"] = value;
            }
        }

        var retrieval = new FixedRetrieval(_training, images, sounds);
        var curves = new List<RetrievalCurve>();
        AddPaper(retrieval.Run(DigitSplit.Paper, context.Stream("paper's digits")));
        foreach (var split in splits)
        {
            context.Step(curves.Count, splits.Count);
            curves.Add(retrieval.Run(split, context.Stream($"unseen {split.Unseen[0]} and {split.Unseen[1]}")));
        }

        _metrics["seen"] = curves.Average(curve => curve.Seen[^1]);
        _metrics["unseen"] = curves.Average(curve => curve.Unseen[^1]);
        _metrics["unseenBest"] = curves.Average(curve => curve.BestUnseen);
        _arrays["unseenByPair"] = NumericArray.Of(curves.Select(curve => curve.Unseen[^1]));
        AddCost(0, (images.Operations + sounds.Operations) / PaperEpochs, images.Train.Width + sounds.Train.Width);
        context.Step(splits.Count, splits.Count);
    }

    private void RunTrained(DigitRecordings recordings)
    {
        var (images, sounds) = (EncoderOf("image").Liquid(recordings.TrainImages).Liquid, EncoderOf("sound").Liquid(recordings.TrainSounds).Liquid);
        var retrieval = new TrainedRetrieval(_training, recordings, images, sounds);
        AddPaper(retrieval.Run(DigitSplit.Paper, context.Stream("paper's digits"), epoch => context.Step(epoch + 1, options.TrainedEpochs)));
        var forward = (double)FeatureEncoder.Encode(images, recordings.TestImages).Operations / recordings.TestImages.Digits.Length
            + ((double)FeatureEncoder.Encode(sounds, recordings.TestSounds).Operations / recordings.TestSounds.Digits.Length);
        AddCost(retrieval.ParameterCount, forward + retrieval.BackwardOperations, images.Units + sounds.Units);
    }

    private void AddPaper(RetrievalCurve curve)
    {
        _metrics["paperSeen"] = curve.Seen[^1];
        _metrics["paperUnseen"] = curve.Unseen[^1];
        _metrics["paperUnseenBest"] = curve.BestUnseen;
        _arrays["paperSeenByEpoch"] = NumericArray.Of(curve.Seen);
        _arrays["paperUnseenByEpoch"] = NumericArray.Of(curve.Unseen);
    }

    // Products of a weight and a number that training takes, a pair and epoch. Projections: forward, gradient of weights, and of features where encoders learn.
    private void AddCost(int encoderParameters, double encoderOperations, int features)
    {
        var passes = encoderParameters > 0 ? 3 : 2;
        _metrics["trainedParameters"] = encoderParameters + ((features + 2) * arm.Width);
        _metrics["trainingOperations"] = (passes * features * arm.Width) + encoderOperations;
    }
}
