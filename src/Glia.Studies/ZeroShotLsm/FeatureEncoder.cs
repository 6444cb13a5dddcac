using System.Numerics.Tensors;
using Glia.CrossModal;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Encodes one kind of recordings.</summary>
internal sealed class FeatureEncoder(Encoder encoder, ZeroShotOptions options, LiquidOptions constants, RandomStream random)
{
    private const int CalibrationRecordings = 200;

    public EncodedKind Encode(LabelledRecordings train, LabelledRecordings test)
    {
        if (encoder is Encoder.Counts or Encoder.RandomRelu)
        {
            var (trained, tested) = (Counts(train), Counts(test));
            return encoder == Encoder.Counts ? Plain(trained, tested) : Rectified(trained, tested);
        }

        var (liquid, activity, scale) = Liquid(train);
        var (trainTable, trainOperations) = Encode(liquid, train);
        var (testTable, testOperations) = Encode(liquid, test);
        var reached = LiquidActivity.Of(trainTable.Values, liquid.Units, train.Steps);
        reached.RequireActive(constants.Threshold, train.Rows, liquid.InputMatrix);
        return new EncodedKind(trainTable, testTable, (double)(trainOperations + testOperations) / (train.Digits.Length + test.Digits.Length), new Dictionary<string, double>
        {
            ["scale"] = scale,
            ["calibratedRate"] = activity.Rate,
            ["rate"] = reached.Rate,
            ["constantNeurons"] = (double)reached.Constant / reached.Units,
        });
    }

    /// <summary>The liquid at the scale at which it fires as asked for.</summary>
    public (LiquidStateMachine Liquid, LiquidActivity Activity, double Scale) Liquid(LabelledRecordings train)
    {
        var typical = Enumerable.Range(0, train.Rows.Count).Where(i => i % Math.Max(1, train.Rows.Count / CalibrationRecordings) == 0).Select(i => train.Rows[i]).ToList();
        if (encoder == Encoder.ResistiveMemory)
        {
            var (memoryRecurrent, memoryInput) = (Memory(constants.Units, "recurrent"), Memory(train.Channels, "input"));
            var (found, reached) = RateCalibration.Calibrate(
                factor => new LiquidStateMachine(constants, memoryRecurrent.Weights.Scaled(factor), memoryInput.Weights.Scaled(factor)), typical, options.Rate);
            return (new LiquidStateMachine(constants, memoryRecurrent.Scaled(found), memoryInput.Scaled(found), random.Child("read noise")), reached, found);
        }

        var drawn = LiquidStateMachine.Draw(train.Channels, encoder == Encoder.Feedforward ? constants with { Connectivity = 0 } : constants, Source, 1, random);
        LiquidStateMachine Scaled(double factor) => new(constants, drawn.RecurrentWeights.Scaled(factor), drawn.InputMatrix.Scaled(factor));
        var (scale, activity) = RateCalibration.Calibrate(Scaled, typical, options.Rate);
        return (Scaled(scale), activity, scale);
    }

    /// <summary>Spike counts of recordings.</summary>
    public static (FeatureTable Features, long Operations) Encode(LiquidStateMachine liquid, LabelledRecordings recordings)
    {
        var (counts, operations) = (new float[recordings.Rows.Count * liquid.Units], 0L);
        for (var i = 0; i < recordings.Rows.Count; i++)
        {
            operations += liquid.Count(recordings.Rows[i], counts.AsSpan(i * liquid.Units, liquid.Units));
        }

        return (new FeatureTable(counts, recordings.Digits), operations);
    }

    private WeightSource Source => encoder switch
    {
        Encoder.Uniform => WeightSource.Uniform,
        Encoder.Lognormal => WeightSource.Lognormal(),
        _ => WeightSource.Gaussian,
    };

    private MemristiveArray Memory(int columns, string name) => MemristiveArray.Form(constants.Units, columns, 1, options.Devices, random.Child(name));

    private static FeatureTable Counts(LabelledRecordings recordings)
    {
        var counts = new float[recordings.Rows.Count * recordings.Channels];
        for (var i = 0; i < recordings.Rows.Count; i++)
        {
            for (var step = 0; step < recordings.Steps; step++)
            {
                recordings.Rows[i].AddRow(step, 1, counts.AsSpan(i * recordings.Channels, recordings.Channels));
            }
        }

        return new FeatureTable(counts, recordings.Digits);
    }

    private static EncodedKind Plain(FeatureTable train, FeatureTable test) => new(train, test, 0, new Dictionary<string, double>());

    private EncodedKind Rectified(FeatureTable train, FeatureTable test)
    {
        var scaling = FeatureScaling.Fit(train.Values, train.Width);
        var weights = new float[constants.Units * train.Width];
        random.FillGaussian(weights, 0, 1 / MathF.Sqrt(train.Width));
        FeatureTable Map(FeatureTable table)
        {
            var (scaled, features) = (scaling.Apply(table.Values), new float[table.Digits.Length * constants.Units]);
            for (var i = 0; i < features.Length; i++)
            {
                var (row, unit) = (i / constants.Units, i % constants.Units);
                features[i] = Math.Max(0, TensorPrimitives.Dot<float>(scaled.AsSpan(row * train.Width, train.Width), weights.AsSpan(unit * train.Width, train.Width)));
            }

            return new FeatureTable(features, table.Digits);
        }

        return Plain(Map(train), Map(test));
    }
}
