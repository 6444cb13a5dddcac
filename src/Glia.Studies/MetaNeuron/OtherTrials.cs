using Glia.Complexity;
using Glia.Lab.Trials;
using Glia.Plasticity;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Studies.MetaNeuron;

/// <summary>The trials without a network: counts, tempotron, long trains.</summary>
internal static class OtherTrials
{
    private const int Afferents = 50;
    private const double LearningRate = 0.01;
    private const int LongSteps = 1000;
    private static readonly int[] Lengths = [100, 300, 1000, 3000, 10_000];

    public static TrialResult Counts(NeuronArm arm, MetaNeuronOptions options, TrialContext context)
    {
        var split = SpikeSplit.Draw(arm.Task, options, context);
        double[][] Of(SpikeSet samples) => [.. Enumerable.Range(0, samples.Count).Select(samples.Counts)];
        return Metrics(("accuracy", ComplexityReadout.Logistic(Of(split.Train), split.Train, Of(split.Test), split.Test)));
    }

    public static TrialResult Tempotron(NeuronArm arm, MetaNeuronOptions options, TrialContext context)
    {
        var rate = arm.Method == NeuronMethod.TempotronAndConstants ? LearningRate : 0;
        var patterns = LatencyPatterns.Draw(arm.Patterns, Afferents, 500, context.Stream($"patterns/{arm.Patterns}"));
        var neuron = new Tempotron(
            Afferents, new TempotronOptions { LearningRate = LearningRate, TauLearningRate = rate, ThresholdLearningRate = rate }, context.Stream("weights"));
        var random = context.Stream("order");
        var (epoch, errors) = (0, patterns.Length);
        while (epoch < options.TempotronEpochs && errors > 0)
        {
            context.Step(epoch, options.TempotronEpochs);
            foreach (var p in random.Permutation(patterns.Length))
            {
                neuron.Learn(patterns[p]);
            }

            epoch++;
            errors = patterns.Count(pattern => neuron.Respond(pattern).Fires != pattern.IsTarget);
        }

        return Metrics(("epochs", epoch), ("errors", errors), ("mean τ", neuron.Kernel.TauMs));
    }

    /// <summary>Long trains of two classes, told apart by complexity and by rate.</summary>
    public static TrialResult LongTrains(NeuronArm arm, MetaNeuronOptions options, TrialContext context)
    {
        Action<byte[], RandomStream>[] classes = arm.Method == NeuronMethod.LongBursts
            ? [(train, random) => new MarkovTrains(0.1, 0.1).Fill(train, random), (train, random) => new MarkovTrains(0.1, 0.8).Fill(train, random)]
            : [(train, random) => new BernoulliTrains(0.02).Fill(train, random), (train, random) => new BernoulliTrains(0.04).Fill(train, random)];
        byte[][] Draw(string name)
        {
            var random = context.Stream($"{arm.Method}/{name}");
            return [.. Enumerable.Range(0, 2 * options.LongTrains).Select(i =>
            {
                var train = new byte[LongSteps];
                classes[i % 2](train, random);
                return train;
            })];
        }

        var (known, asked) = (Draw("train"), Draw("test"));
        int[] labels = [.. Enumerable.Range(0, known.Length).Select(i => i % 2)];
        var complexity = ComplexityClassifier.Fit(known, labels);
        var rate = NearestMeanClassifier.Fit([.. known.Select(Rate)], labels);
        double Share(Func<byte[], int> decide) => asked.Select((train, i) => decide(train) == labels[i] ? 1.0 : 0).Average();
        return Metrics(
            ("complexity", Share(train => complexity.Predict(train))), ("rate", Share(train => rate.Predict(Rate(train)))),
            ("mean of class 0", complexity.Classes[0].Mean), ("deviation of class 0", complexity.Classes[0].StandardDeviation),
            ("mean of class 1", complexity.Classes[1].Mean), ("deviation of class 1", complexity.Classes[1].StandardDeviation));
    }

    /// <summary>Complexity of trains of several lengths beside the entropy rate.</summary>
    public static TrialResult EntropyRates(TrialContext context)
    {
        const int Trains = 10;
        (string Name, double Rate, Action<byte[], RandomStream> Fill)[] processes =
        [
            ("p=0.5", EntropyRate.Bernoulli(0.5), (train, random) => new BernoulliTrains(0.5).Fill(train, random)),
            ("p=0.08", EntropyRate.Bernoulli(0.08), (train, random) => new BernoulliTrains(0.08).Fill(train, random)),
            ("p=0.01", EntropyRate.Bernoulli(0.01), (train, random) => new BernoulliTrains(0.01).Fill(train, random)),
            ("rate 0.1, p11=0.5", EntropyRate.Markov(0.1, 0.5), (train, random) => new MarkovTrains(0.1, 0.5).Fill(train, random)),
            ("rate 0.1, p11=0.8", EntropyRate.Markov(0.1, 0.8), (train, random) => new MarkovTrains(0.1, 0.8).Fill(train, random)),
        ];
        var random = context.Stream("entropy");
        var arrays = new Dictionary<string, NumericArray> { ["length"] = NumericArray.Of(Lengths.Select(length => (double)length)) };
        var metrics = new Dictionary<string, double>();
        foreach (var (name, rate, fill) in processes)
        {
            double[] means = [.. Lengths.Select(length => Enumerable.Range(0, Trains).Average(_ =>
            {
                var train = new byte[length];
                fill(train, random);
                return LempelZiv.Normalized(train);
            }))];
            arrays[name] = NumericArray.Of(means);
            (metrics[$"{name}, n=1000"], metrics[$"{name}, entropy rate"]) = (means[2], rate);
        }

        return new TrialResult { Metrics = metrics, Arrays = arrays };
    }

    private static double Rate(byte[] train) => train.Sum(spike => (double)spike) / train.Length;

    private static TrialResult Metrics(params (string Name, double Value)[] metrics) => new() { Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value) };
}
