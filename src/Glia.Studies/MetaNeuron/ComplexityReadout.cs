using Glia.Complexity;

namespace Glia.Studies.MetaNeuron;

/// <summary>Classes read from the complexity of a network's spike trains, and the same decision on their rates and on the raw input's complexity.</summary>
internal static class ComplexityReadout
{
    public static IEnumerable<(string Name, double Value)> Of(SpikingNetwork network, SpikeSplit split)
    {
        var (train, test) = (Outputs(network, split.Train), Outputs(network, split.Test));
        yield return ("network complexity", Logistic(train.Complexities, split.Train, test.Complexities, split.Test));
        yield return ("network rates", Logistic(train.Rates, split.Train, test.Rates, split.Test));
        yield return ("input complexity", Logistic(Inputs(split.Train), split.Train, Inputs(split.Test), split.Test));
        yield return ("network complexity, one number", OneNumber(train.Population, split.Train, test.Population, split.Test));
        yield return ("network rate, one number", OneNumber([.. train.Rates.Select(rates => rates.Average())], split.Train, [.. test.Rates.Select(rates => rates.Average())], split.Test));
    }

    public static double Logistic(IReadOnlyList<double[]> train, SpikeSet trainSet, IReadOnlyList<double[]> test, SpikeSet testSet)
    {
        var regression = LogisticRegression.Fit(train, trainSet.Labels);
        return test.Select((sample, i) => regression.Predict(sample) == testSet.Labels[i] ? 1.0 : 0).Average();
    }

    private static double OneNumber(double[] train, SpikeSet trainSet, double[] test, SpikeSet testSet)
    {
        var decision = NearestMeanClassifier.Fit(train, trainSet.Labels);
        return test.Select((value, i) => decision.Predict(value) == testSet.Labels[i] ? 1.0 : 0).Average();
    }

    private static (double[][] Complexities, double[][] Rates, double[] Population) Outputs(SpikingNetwork network, SpikeSet samples)
    {
        var (complexities, rates, population) = (new double[samples.Count][], new double[samples.Count][], new double[samples.Count]);
        var train = new byte[samples.Steps];
        network.ForEachSample(samples, (sample, raster) =>
        {
            var neurons = raster.Length / samples.Steps;
            (complexities[sample], rates[sample]) = (new double[neurons], new double[neurons]);
            for (var unit = 0; unit < neurons; unit++)
            {
                for (var step = 0; step < train.Length; step++)
                {
                    train[step] = raster[(step * neurons) + unit];
                }

                complexities[sample][unit] = LempelZiv.Normalized(train);
                rates[sample][unit] = train.Sum(spike => (double)spike) / train.Length;
            }

            population[sample] = LempelZiv.Normalized(raster);
        });
        return (complexities, rates, population);
    }

    private static double[][] Inputs(SpikeSet samples)
    {
        var train = new byte[samples.Steps];
        return [.. Enumerable.Range(0, samples.Count).Select(sample => Enumerable.Range(0, samples.Inputs).Select(unit =>
        {
            samples.CopyTrain(sample, unit, train);
            return LempelZiv.Normalized(train);
        }).ToArray())];
    }
}
