using Glia.Networks.Spiking;

namespace Glia.Tests.Networks.Spiking;

/// <summary>The spiking networks in double precision, step by step, as the papers write them: what the fast ones are compared to.</summary>
internal sealed class PlainSpikingPerceptron(SpikingPerceptron network)
{
    private readonly double[] _parameters = [.. network.Parameters.ToArray().Select(value => (double)value)];

    public int Steps => network.Options.Training.Steps;

    private int Hidden => network.Layers.Count - 1;

    /// <summary>The gradient of a layer's feedback path, [input, output]; null for its own weights.</summary>
    public double[][,]? Feedback { get; init; }

    public double[] Gradient(float[][] inputs, int[] labels)
    {
        var gradient = new double[_parameters.Length];
        for (var n = 0; n < inputs.Length; n++)
        {
            var x = inputs[n].Select(value => (value - network.Options.InputMean) / network.Options.InputDeviation).ToArray();
            if (network.Options.Training is DifferentiationOnRates rates)
            {
                AddOnRates(rates, x, labels[n], 1.0 / inputs.Length, gradient);
            }
            else
            {
                AddThroughTime((SurrogateTraining)network.Options.Training, x, labels[n], 1.0 / inputs.Length, gradient);
            }
        }

        return gradient;
    }

    public double[] RateLogits(float[] input)
    {
        var rates = (DifferentiationOnRates)network.Options.Training;
        var x = input.Select(value => (value - network.Options.InputMean) / network.Options.InputDeviation).ToArray();
        return WeightedMean(Run(rates, x).Inputs[Hidden].Select(now => Times(Hidden, now)).ToArray(), rates);
    }

    private (double[][][] Inputs, double[][][] Currents) Run(DifferentiationOnRates rates, double[] x)
    {
        var (inputs, currents) = (new double[Hidden + 1][][], new double[Hidden][][]);
        inputs[0] = [.. Enumerable.Repeat(x, Steps)];
        var beta = Math.Exp(-rates.StepLength / rates.Tau);
        for (var l = 0; l < Hidden; l++)
        {
            var (threshold, membrane) = (_parameters[network.ThresholdOffset + l], new double[network.Layers[l].Outputs]);
            currents[l] = [.. inputs[l].Select(now => Times(l, now))];
            inputs[l + 1] = [.. currents[l].Select(current => current.Select((value, i) =>
            {
                membrane[i] = (beta * membrane[i]) + ((1 - beta) * value);
                if (membrane[i] < rates.FiringShare * threshold)
                {
                    return 0;
                }

                membrane[i] -= threshold;
                return threshold / rates.StepLength;
            }).ToArray())];
        }

        return (inputs, currents);
    }

    private void AddOnRates(DifferentiationOnRates rates, double[] x, int label, double scale, double[] gradient)
    {
        var (inputs, currents) = Run(rates, x);
        var weights = rates.RateWeights();
        var error = Softmax(WeightedMean(inputs[Hidden].Select(now => Times(Hidden, now)).ToArray(), rates), label, scale);
        var errors = weights.Select(w => error.Select(value => value * w / weights.Sum()).ToArray()).ToArray();
        for (var l = Hidden; l >= 0; l--)
        {
            AddOuter(l, inputs[l], errors, gradient);
            if (l == 0)
            {
                return;
            }

            var threshold = _parameters[network.ThresholdOffset + l - 1];
            var top = threshold * rates.Tau / rates.StepLength;
            var spikeGradient = errors.Select(now => Back(l, now)).ToArray();
            var (g, rate) = (WeightedMean(spikeGradient, rates).Select(value => value * Steps).ToArray(), WeightedMean(currents[l - 1], rates));
            gradient[network.ThresholdOffset + l - 1] += rates.StepLength * g.Where((_, i) => rate[i] > top).Sum();
            var current = g.Select((value, i) => rate[i] > 0 && rate[i] < top ? value / rates.Tau / Steps : 0).ToArray();
            errors = [.. Enumerable.Repeat(current, Steps)];
        }
    }

    private void AddThroughTime(SurrogateTraining training, double[] x, int label, double scale, double[] gradient)
    {
        var (inputs, charged) = (new double[Hidden + 1][][], new double[Hidden][][]);
        inputs[0] = [.. Enumerable.Repeat(x, Steps)];
        var kept = 1 - (1 / training.Tau);
        for (var l = 0; l < Hidden; l++)
        {
            var membrane = new double[network.Layers[l].Outputs];
            charged[l] = [.. inputs[l].Select(now =>
            {
                var h = Times(l, now).Select((current, i) => (membrane[i] * kept) + current).ToArray();
                membrane = [.. h.Select(value => value >= training.Threshold ? value - training.Threshold : value)];
                return h;
            })];
            inputs[l + 1] = [.. charged[l].Select(h => h.Select(value => value >= training.Threshold ? 1.0 : 0).ToArray())];
        }

        var logits = inputs[Hidden].Select(now => Times(Hidden, now)).ToArray();
        var online = training is OnlineThroughTime;
        var mean = Enumerable.Range(0, logits[0].Length).Select(o => logits.Average(now => now[o])).ToArray();
        var errors = logits.Select(now => Softmax(online ? now : mean, label, scale / Steps)).ToArray();
        for (var l = Hidden; l >= 0; l--)
        {
            AddOuter(l, online && l < Hidden ? Traces(inputs[l], kept) : inputs[l], errors, gradient);
            if (l == 0)
            {
                return;
            }

            var carried = new double[network.Layers[l - 1].Outputs];
            var below = new double[Steps][];
            for (var t = Steps - 1; t >= 0; t--)
            {
                var spike = Back(l, errors[t]);
                carried = [.. spike.Select((value, i) => (value * training.Surrogate.Derivative(charged[l - 1][t][i] - training.Threshold)) + (online ? 0 : kept * carried[i]))];
                below[t] = carried;
            }

            errors = below;
        }
    }

    private static double[][] Traces(double[][] inputs, double kept)
    {
        var trace = new double[inputs[0].Length];
        return [.. inputs.Select(now => trace = [.. now.Select((value, i) => (kept * trace[i]) + value)])];
    }

    private static double[] Softmax(double[] logits, int label, double scale)
    {
        var sum = logits.Sum(Math.Exp);
        return [.. logits.Select((value, i) => ((Math.Exp(value) / sum) - (i == label ? 1 : 0)) * scale)];
    }

    private static double[] WeightedMean(double[][] rows, DifferentiationOnRates rates)
    {
        var weights = rates.RateWeights();
        return [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Select((row, t) => weights[t] * row[i]).Sum() / weights.Sum())];
    }

    private double[] Times(int l, double[] x)
    {
        var layer = network.Layers[l];
        return [.. Enumerable.Range(0, layer.Outputs).Select(o => Enumerable.Range(0, layer.Inputs).Sum(i => x[i] * _parameters[layer.WeightOffset + (i * layer.Stride) + o]))];
    }

    private double[] Back(int l, double[] error)
    {
        var layer = network.Layers[l];
        return [.. Enumerable.Range(0, layer.Inputs).Select(i => Enumerable.Range(0, layer.Outputs)
            .Sum(o => error[o] * (Feedback?[l][i, o] ?? _parameters[layer.WeightOffset + (i * layer.Stride) + o])))];
    }

    private void AddOuter(int l, double[][] inputs, double[][] errors, double[] gradient)
    {
        var layer = network.Layers[l];
        for (var t = 0; t < Steps; t++)
        {
            for (var i = 0; i < layer.Inputs; i++)
            {
                for (var o = 0; o < layer.Outputs; o++)
                {
                    gradient[layer.WeightOffset + (i * layer.Stride) + o] += inputs[t][i] * errors[t][o];
                }
            }
        }
    }
}
