using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class ElasticWeightConsolidationTests
{
    [Fact]
    public void Penalty_and_its_gradient_are_zero_where_the_first_task_ended()
    {
        var (strategy, network) = AfterFirstTask();
        var gradient = new float[network.Parameters.Length];
        strategy.AfterBackward(new PerceptronWorkspace(network, 1), gradient);
        Assert.All(gradient, value => Assert.Equal(0f, value));
        Assert.Equal(0, strategy.Penalty(network), 1e-9);
    }

    [Fact]
    public void Penalty_rises_away_from_there_and_its_gradient_is_its_slope()
    {
        var (strategy, network) = AfterFirstTask();
        var random = new RandomStream(1, "move");
        foreach (ref var parameter in network.Parameters)
        {
            parameter += 0.1f * (random.NextSingle() - .5f);
        }

        var gradient = new float[network.Parameters.Length];
        strategy.AfterBackward(new PerceptronWorkspace(network, 1), gradient);
        var largest = Array.IndexOf(gradient, gradient.Max());
        var value = strategy.Penalty(network);
        Assert.True(value > 1e-4, $"{value}");
        const float step = 1e-2f;
        network.Parameters[largest] += step;
        var up = strategy.Penalty(network);
        network.Parameters[largest] -= 2 * step;
        var slope = (up - strategy.Penalty(network)) / (2 * step);
        Assert.Equal(slope, gradient[largest], Math.Abs(slope) * 1e-2);
    }

    [Fact]
    public void On_quadratic_losses_with_the_exact_Fisher_the_joint_optimum_is_found()
    {
        // Losses ½ Σ a_i (θ_i − m_i)²: the Fisher information (curvature) of the first is a, so the penalty ½ Σ a (θ − m)² is the first loss itself.
        float[] curvature1 = [1, 4, 0.5f], optimum1 = [1, -2, 3], curvature2 = [2, 1, 1.5f], optimum2 = [-1, 0.5f, 0];
        var penalty = new QuadraticPenalty(3);
        penalty.Add(curvature1, optimum1);
        float[] parameters = [.. optimum1], gradient = new float[3];
        for (var step = 0; step < 500; step++)
        {
            for (var i = 0; i < 3; i++)
            {
                gradient[i] = curvature2[i] * (parameters[i] - optimum2[i]);
            }

            penalty.AddGradient(parameters, .5f, gradient);
            for (var i = 0; i < 3; i++)
            {
                parameters[i] -= .1f * gradient[i];
            }
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(((curvature1[i] * optimum1[i]) + (curvature2[i] * optimum2[i])) / (curvature1[i] + curvature2[i]), parameters[i], 1e-5f);
        }
    }

    [Fact]
    public void Many_penalties_cost_as_one_and_are_their_sum()
    {
        float[] weights1 = [1, 2], centre1 = [1, 1], weights2 = [3, 0.5f], centre2 = [-1, 2];
        var both = new QuadraticPenalty(2);
        both.Add(weights1, centre1);
        both.Add(weights2, centre2);
        Assert.Equal((1 * 1) + (2 * 4) + (3 * 9) + (0.5 * 1), both.Value([2, 3]), 1e-6);
        both.Decay(.5f);
        Assert.Equal(((1 * 1) + (2 * 4) + (3 * 9) + (0.5 * 1)) / 2.0, both.Value([2, 3]), 1e-6);
        Assert.Throws<ArgumentException>(() => both.Add([1], [1]));
    }

    [Fact]
    public void The_Fisher_of_Avalanche_is_smaller_and_the_true_Fisher_agrees_with_the_empirical_in_size()
    {
        var network = new MultilayerPerceptron([64, 32, 10], new RandomStream(1, "init"));
        var samples = SyntheticDigits.Permuted().Tasks[0].Train;
        double Sum(FisherKind kind) => new FisherEstimator(kind, 320).Estimate(network, samples, new RandomStream(1, "fisher")).Sum(value => (double)value);
        Assert.True(Sum(FisherKind.BatchEmpirical) < Sum(FisherKind.PerSampleEmpirical) / 2);
        Assert.InRange(Sum(FisherKind.PerSampleTrue) / Sum(FisherKind.PerSampleEmpirical), .7, 1.4);
    }

    private static (ElasticWeightConsolidation Strategy, MultilayerPerceptron Network) AfterFirstTask()
    {
        var network = new MultilayerPerceptron([64, 32, 10], new RandomStream(1, "init"));
        var strategy = new ElasticWeightConsolidation(10);
        var task = SyntheticDigits.Permuted().Tasks[0];
        ((IContinualStrategy)strategy).BeforeTask(new ContinualPhase(0, task, network, new RandomStream(1, "strategy")));
        strategy.AfterTask(new ContinualPhase(0, task, network, new RandomStream(1, "strategy")));
        return (strategy, network);
    }
}
