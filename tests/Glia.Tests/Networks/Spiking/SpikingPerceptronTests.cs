using Glia.Networks;
using Glia.Networks.Spiking;
using Glia.Random;

namespace Glia.Tests.Networks.Spiking;

public sealed class SpikingPerceptronTests
{
    private static readonly int[] Sizes = [12, 19, 17, 4];
    private static readonly int[] Labels = [0, 3, 1, 2, 1];

    public static TheoryData<string> Trainings => ["rates", "through time", "online"];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Gradients_are_those_of_the_rules_written_step_by_step(string training)
    {
        var network = Network(training);
        var inputs = Inputs(12, Labels.Length);
        var gradient = Gradient(network, inputs);
        AssertClose(new PlainSpikingPerceptron(network).Gradient(inputs, Labels), gradient);
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fused_steps_give_the_same_bits_as_the_gradient(string training)
    {
        var (fused, stepped) = (Network(training), Network(training));
        var inputs = Inputs(12, Labels.Length);
        var gradient = Gradient(stepped, inputs);
        System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(gradient, -0.5f, stepped.Parameters, stepped.Parameters);
        Prepared(fused, inputs).BackwardAndStep(0.5f);
        Assert.Equal(stepped.Parameters.ToArray(), fused.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_sample_has_the_same_answer_in_any_batch_and_squared_gradients_are_sums_over_samples(string training)
    {
        var network = Network(training);
        var inputs = Inputs(12, Labels.Length);
        var batch = network.CreateBatch(7);
        Fill(batch, inputs);
        var together = Enumerable.Range(0, Labels.Length).Select(row => batch.Logits(row).ToArray()).ToList();
        batch.SetSoftmaxErrors(Labels, 1);
        var sum = new float[network.Parameters.Length];
        batch.AddSquaredGradients(sum);
        var expected = new double[sum.Length];
        for (var row = 0; row < inputs.Length; row++)
        {
            Fill(batch, [inputs[row]]);
            Assert.Equal(together[row], batch.Logits(0).ToArray());
            batch.SetSoftmaxErrors([Labels[row]], 1);
            var gradient = new float[sum.Length];
            batch.Backward(gradient);
            for (var i = 0; i < sum.Length; i++)
            {
                expected[i] += gradient[i] * gradient[i];
            }
        }

        AssertClose(expected, sum);
    }

    [Theory]
    [InlineData(FeedbackMode.FeedbackAlignment)]
    [InlineData(FeedbackMode.SignSymmetric)]
    public void Errors_go_back_by_other_weights_where_asked_for(FeedbackMode mode)
    {
        foreach (var training in Trainings)
        {
            var network = Network(training, mode);
            var inputs = Inputs(12, Labels.Length);
            var plain = new PlainSpikingPerceptron(network) { Feedback = FeedbackOf(network, mode) };
            AssertClose(plain.Gradient(inputs, Labels), Gradient(network, inputs));
        }
    }

    [Fact]
    public void A_neuron_with_constant_current_fires_when_its_membrane_reaches_its_share_of_the_threshold()
    {
        var training = new DifferentiationOnRates();
        Assert.Equal(0.951229, training.Decay, 1e-6);
        Assert.Equal((1 - Math.Exp(-1)) / (1 - Math.Exp(-.05)), training.RateWeights().Sum(), 1e-9);
        Assert.Equal(12.961105, training.RateWeights().Sum(), 1e-6);
        var kernel = new RateKernel(training with { Steps = 2 });
        AlignedBuffer Row(int steps = 1) => new(16 * steps);
        var layer = new RateKernel.Layer(Row(), true, Row(2), Row(), Row(), Row());
        layer.Current.Span.Fill(1);
        kernel.Forward(layer, 1, 16, 0.3f);
        Assert.Equal([0, 6], [layer.Spikes.Span[0], layer.Spikes.Span[16]]);

        // After the spike the membrane is 1 − β² − 0.3 = −0.204837: it takes up to step 10 to fire again.
        Assert.Equal(-0.204837, 1 - Math.Exp(-.1) - .3, 1e-6);
        var longer = new RateKernel(training);
        var all = new RateKernel.Layer(Row(), true, Row(20), Row(), Row(), Row());
        all.Current.Span.Fill(1);
        longer.Forward(all, 1, 16, 0.3f);
        var (membrane, next) = (-0.204837, 3);
        while ((membrane = (membrane * training.Decay) + 1 - training.Decay) < .09)
        {
            next++;
        }

        var fired = Enumerable.Range(1, 20).Where(t => all.Spikes.Span[(t - 1) * 16] > 0).ToList();
        Assert.Equal([2, next], fired[..2]);
    }

    [Fact]
    public void The_gradient_is_that_of_a_model_of_rates_times_a_known_factor()
    {
        var training = new DifferentiationOnRates { Steps = 10 };
        var network = Network(training, FeedbackMode.Backprop);
        var inputs = Inputs(12, 1);
        var batch = (ILayerActivity)network.CreateBatch(1);
        Fill(batch, inputs);
        batch.SetSoftmaxErrors([Labels[0]], 1);
        var gradient = new float[network.Parameters.Length];
        batch.Backward(gradient);

        // r = r₀ + clamp(W·r_below/τ) − its value now: the spiking network's rates, with the slope of the clamp.
        var rates = Enumerable.Range(0, 3).Select(l => batch.Presynaptic(l, 0).ToArray().Select(value => (double)value).ToArray()).ToArray();
        var start = network.Parameters.ToArray().Select(value => (double)value).ToArray();
        double[] Current(double[] parameters, int l, double[] x)
        {
            var layer = network.Layers[l];
            return [.. Enumerable.Range(0, layer.Outputs).Select(o => Enumerable.Range(0, layer.Inputs).Sum(i => x[i] * parameters[layer.WeightOffset + (i * layer.Stride) + o]))];
        }

        double Loss(double[] parameters)
        {
            var x = rates[0];
            for (var l = 0; l < 2; l++)
            {
                var top = network.Thresholds[l] / training.StepLength;
                var (now, before) = (Current(parameters, l, x), Current(start, l, rates[l]));
                x = [.. rates[l + 1].Select((rate, i) => rate + Math.Clamp(now[i], 0, top) - Math.Clamp(before[i], 0, top))];
            }

            var logits = Current(parameters, 2, x);
            return Math.Log(logits.Sum(Math.Exp)) - logits[Labels[0]];
        }

        foreach (var (layer, factor) in new[] { (0, training.GradientExcess()), (1, training.GradientExcess()), (2, 1.0) })
        {
            var shape = network.Layers[layer];
            for (var i = 0; i < shape.Inputs; i += 5)
            {
                for (var o = 0; o < shape.Outputs; o += 3)
                {
                    var at = shape.WeightOffset + (i * shape.Stride) + o;
                    double At(double change)
                    {
                        var moved = (double[])start.Clone();
                        moved[at] += change;
                        return Loss(moved);
                    }

                    // A hidden layer's gradient takes the mean over time of its input where the model of rates has the weighted mean.
                    var slope = (At(1e-6) - At(-1e-6)) / 2e-6 * factor;
                    var input = layer == 1 ? MeanOverRate(batch, rates, i) : 1;
                    Assert.Equal(slope * input, gradient[at], 1e-4 + (1e-3 * Math.Abs(slope)));
                }
            }
        }
    }

    [Fact]
    public void Online_gradients_are_those_through_time_with_one_hidden_layer_and_equal_errors()
    {
        int[] sizes = [12, 19, 4];
        var inputs = Inputs(12, Labels.Length);
        var gradients = new SpikingTraining[] { new BackpropagationThroughTime(), new OnlineThroughTime() }.Select(training =>
        {
            var network = new SpikingPerceptron(sizes, new SpikingPerceptronOptions { Training = training, InputMean = 0, InputDeviation = 0.3 }, new RandomStream(5, "init"));
            var batch = Prepared(network, inputs);
            for (var row = 0; row < Labels.Length; row++)
            {
                batch.OutputError(row).Clear();
            }

            // Errors of the mean answer count at each step alike in both.
            var clean = new float[network.Parameters.Length];
            batch.Backward(clean);
            for (var row = 0; row < Labels.Length; row++)
            {
                batch.OutputError(row)[row % 4] += 1;
            }

            var gradient = new float[network.Parameters.Length];
            batch.Backward(gradient);
            return gradient.Zip(clean, (with, without) => (double)with - without).ToArray();
        }).ToList();
        AssertClose(gradients[0], [.. gradients[1].Select(value => (float)value)]);
        Assert.Contains(gradients[0][..(12 * 32)], value => Math.Abs(value) > 1e-3);
    }

    [Fact]
    public void What_is_written_to_the_gradients_activity_counts_in_the_gradient_alone()
    {
        foreach (var training in Trainings)
        {
            var network = Network(training);
            var inputs = Inputs(12, Labels.Length);
            var usual = Gradient(network, inputs);
            var batch = (ILayerActivity)Prepared(network, inputs);
            var logits = batch.Logits(0).ToArray();
            var activity = batch.GradientActivity(1);
            for (var row = 0; row < activity.Rows; row++)
            {
                activity[row].Clear();
            }

            var gradient = new float[usual.Length];
            batch.Backward(gradient);
            var (layer, behind) = (network.Layers[1], network.Layers[2].WeightOffset);
            Assert.All(gradient[layer.WeightOffset..behind], value => Assert.Equal(0, value));
            Assert.Equal(usual[..layer.WeightOffset], gradient[..layer.WeightOffset]);
            Assert.Equal(usual[behind..], gradient[behind..]);
            Assert.Equal(logits, batch.Logits(0).ToArray());
        }
    }

    [Fact]
    public void A_copy_shares_nothing_and_thresholds_do_not_fall_below_their_least()
    {
        var network = Network("rates");
        var copy = (SpikingPerceptron)network.Copy();
        copy.Parameters[0] += 1;
        Assert.NotEqual(copy.Parameters[0], network.Parameters[0]);
        network.Parameters[^16..].Fill(-1);
        Fill(network.CreateBatch(1), Inputs(12, 1));
        Assert.Equal([0.0005f, 0.0005f], network.Thresholds.ToArray());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        void Refused(SpikingPerceptronOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingPerceptron(Sizes, options, new RandomStream(1, "x")));
        Refused(new SpikingPerceptronOptions { InputDeviation = 0 });
        Refused(new SpikingPerceptronOptions { Training = new DifferentiationOnRates { Steps = 0 } });
        Refused(new SpikingPerceptronOptions { Training = new DifferentiationOnRates { Threshold = 0 } });
        Refused(new SpikingPerceptronOptions { Training = new BackpropagationThroughTime { Tau = 1 } });
        Assert.Throws<ArgumentException>(() => new SpikingPerceptron([5], new SpikingPerceptronOptions(), new RandomStream(1, "x")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Network("rates").CreateBatch(0));
        Assert.Throws<ArgumentException>(() => Prepared(Network("online"), Inputs(12, 5)).Backward(new float[3]));
    }

    private static double MeanOverRate(ILayerActivity batch, double[][] rates, int unit) =>
        rates[1][unit] == 0 ? 0 : batch.GradientActivity(1)[0][unit] / rates[1][unit];

    private static SpikingPerceptron Network(string training, FeedbackMode feedback = FeedbackMode.Backprop) => Network(
        training switch
        {
            "rates" => new DifferentiationOnRates { Steps = 10 },
            "online" => new OnlineThroughTime(),
            _ => new BackpropagationThroughTime(),
        },
        feedback);

    private static SpikingPerceptron Network(SpikingTraining training, FeedbackMode feedback) => new(
        Sizes, new SpikingPerceptronOptions { Training = training, Feedback = feedback, InputMean = 0.1, InputDeviation = 0.3 }, new RandomStream(4, "init"));

    private static double[][,] FeedbackOf(SpikingPerceptron network, FeedbackMode mode)
    {
        var random = new RandomStream(4, "init/feedback");
        return [.. network.Layers.Select(layer =>
        {
            var fixedWeights = new float[layer.Inputs * layer.Stride];
            LinearStart.Fill(fixedWeights, layer, random);
            var result = new double[layer.Inputs, layer.Outputs];
            for (var i = 0; i < layer.Inputs; i++)
            {
                for (var o = 0; o < layer.Outputs; o++)
                {
                    result[i, o] = mode == FeedbackMode.FeedbackAlignment
                        ? fixedWeights[(i * layer.Stride) + o]
                        : Math.Sign(network.Parameters[layer.WeightOffset + (i * layer.Stride) + o]) / Math.Sqrt(layer.Inputs);
                }
            }

            return result;
        })];
    }

    private static float[][] Inputs(int width, int count)
    {
        var random = new RandomStream(6, "inputs");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextSingle()).ToArray())];
    }

    private static ITrainingBatch Prepared(SpikingPerceptron network, float[][] inputs)
    {
        var batch = network.CreateBatch(inputs.Length + 2);
        Fill(batch, inputs);
        batch.SetSoftmaxErrors(Labels.AsSpan(0, inputs.Length), 1f / inputs.Length);
        return batch;
    }

    private static float[] Gradient(SpikingPerceptron network, float[][] inputs)
    {
        var gradient = new float[network.Parameters.Length];
        Prepared(network, inputs).Backward(gradient);
        return gradient;
    }

    private static void Fill(ITrainingBatch batch, float[][] inputs)
    {
        for (var row = 0; row < inputs.Length; row++)
        {
            inputs[row].CopyTo(batch.Input(row));
        }

        batch.Forward(inputs.Length);
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        var largest = expected.Max(Math.Abs);
        Assert.True(largest > 1e-4, "The gradient vanishes: the test says nothing.");
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-5 * (largest + 1), $"Parameter {i}: {actual[i]} instead of {expected[i]}.");
        }
    }
}
