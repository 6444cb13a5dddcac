using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

/// <summary>The Fisher information of logistic regression, whose closed form is x²p(1 − p).</summary>
public sealed class FisherEstimatorTests
{
    private const int Inputs = 3;
    private static readonly byte[] Pixels = [255, 0, 51, 102, 204, 0, 0, 153, 255, 51, 51, 51];

    [Fact]
    public void The_empirical_information_is_the_mean_square_of_the_residuals()
    {
        var (network, samples) = Regression(repeat: 1);
        var estimate = new FisherEstimator().Estimate(network, samples, new RandomStream(1, "fisher"));
        AssertInformation(network, estimate, samples, (probability, label, output) => Square(probability - (label == output ? 1 : 0)), 1e-6);
    }

    [Fact]
    public void The_true_information_is_the_closed_form()
    {
        var (network, samples) = Regression(repeat: 20_000);
        var estimate = new FisherEstimator(FisherKind.PerSampleTrue, samples.Count).Estimate(network, samples, new RandomStream(1, "fisher"));
        AssertInformation(network, estimate, samples, (probability, _, _) => probability * (1 - probability), .003);
    }

    [Fact]
    public void The_mean_gradient_is_zero_at_the_optimum_and_the_information_is_not()
    {
        var (network, samples) = Regression(repeat: 1);
        var batch = new PerceptronWorkspace(network, samples.Count);
        var labels = Enumerable.Range(0, samples.Count).Select(samples.Label).ToArray();
        var gradient = new float[network.Parameters.Length];
        for (var step = 0; step < 20_000; step++)
        {
            for (var row = 0; row < samples.Count; row++)
            {
                samples.CopyTo(row, batch.Input(row));
            }

            batch.Forward(samples.Count);
            batch.SetSoftmaxErrors(labels, 1f / samples.Count);
            batch.BackwardAndStep(.5f);
        }

        batch.Forward(samples.Count);
        batch.SetSoftmaxErrors(labels, 1f / samples.Count);
        batch.Backward(gradient);
        Assert.All(gradient, value => Assert.Equal(0, value, 1e-3f));
        Assert.True(new FisherEstimator().Estimate(network, samples, new RandomStream(1, "fisher")).Max() > .01f);
    }

    private static void AssertInformation(
        MultilayerPerceptron network, float[] estimate, TaskSamples samples, Func<double, int, int, double> square, double tolerance)
    {
        var layer = network.Layers[0];
        var input = new float[Inputs];
        var expected = new double[(Inputs + 1) * 2];
        for (var sample = 0; sample < samples.Count; sample++)
        {
            samples.CopyTo(sample, input);
            for (var output = 0; output < 2; output++)
            {
                var information = square(Probability(network, input, output), samples.Label(sample), output) / samples.Count;
                for (var i = 0; i <= Inputs; i++)
                {
                    expected[(2 * i) + output] += i < Inputs ? input[i] * input[i] * information : information;
                }
            }
        }

        for (var i = 0; i <= Inputs; i++)
        {
            for (var output = 0; output < 2; output++)
            {
                Assert.Equal(expected[(2 * i) + output], estimate[(i * layer.Stride) + output], tolerance);
            }
        }
    }

    private static double Probability(MultilayerPerceptron network, float[] input, int output)
    {
        double Logit(int o) => network.Parameters[network.Layers[0].BiasOffset + o]
            + Enumerable.Range(0, Inputs).Sum(i => (double)input[i] * network.Parameters[(i * network.Layers[0].Stride) + o]);
        return 1 / (1 + Math.Exp(Logit(1 - output) - Logit(output)));
    }

    // Labels that no line separates, so that there is an optimum.
    private static (MultilayerPerceptron Network, TaskSamples Samples) Regression(int repeat)
    {
        byte[] pixels = [.. Pixels, .. Pixels], labels = [0, 1, 1, 0, 1, 0, 1, 0];
        var images = new SparseImages(pixels, labels, Inputs);
        var samples = SyntheticDigits.Samples(images, Enumerable.Range(0, labels.Length * repeat).Select(i => i % labels.Length));
        return (new MultilayerPerceptron([Inputs, 2], new RandomStream(2, "init")), samples);
    }

    private static double Square(double value) => value * value;
}
