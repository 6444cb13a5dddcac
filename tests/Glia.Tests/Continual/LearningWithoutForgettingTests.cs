using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class LearningWithoutForgettingTests
{
    private const int Classes = 10;

    [Theory]
    [InlineData(TaskScenario.ClassIncremental)]
    [InlineData(TaskScenario.TaskIncremental)]
    public void Old_classes_are_held_by_the_difference_of_softened_answers_and_new_ones_are_free(TaskScenario scenario)
    {
        var size = new BenchmarkSize { Tasks = 5, SamplesPerTask = 40, TestSamples = 10 };
        var benchmark = ContinualBenchmark.SplitMnist(SyntheticDigits.Images(1000, "train"), SyntheticDigits.Images(200, "test"), size, scenario, 1);
        var network = new MultilayerPerceptron([64, 8, Classes], new RandomStream(1, "init"));
        var strategy = new LearningWithoutForgetting(3) { Temperature = 2 };
        for (var t = 0; t < 2; t++)
        {
            strategy.AfterTask(new ContinualPhase(t, benchmark.Tasks[t], network, new RandomStream(t, "phase")));
        }

        var batch = new PerceptronWorkspace(network, 2);
        benchmark.Tasks[2].Train.CopyTo(0, batch.Input(0));
        benchmark.Tasks[2].Train.CopyTo(1, batch.Input(1));
        batch.Forward(2);
        var old = batch.Logits(1).ToArray();
        new RandomStream(5, "move").FillUniform(network.Parameters, -.3f, .3f);
        batch.Forward(2);
        batch.SetSoftmaxErrors([4, 5], .5f);
        var before = batch.OutputError(1).ToArray();
        strategy.BeforeBackward(batch);

        int[][] heads = scenario == TaskScenario.TaskIncremental ? [[0, 1], [2, 3]] : [[0, 1, 2, 3]];
        var expected = before.Select(error => (double)error).ToArray();
        foreach (var head in heads)
        {
            var (answer, target) = (Softened(batch.Logits(1).ToArray(), head), Softened(old, head));
            for (var i = 0; i < head.Length; i++)
            {
                expected[head[i]] += 3.0 / 2 / 2 * (answer[i] - target[i]);
            }
        }

        Assert.All(Enumerable.Range(0, Classes), i => Assert.Equal(expected[i], batch.OutputError(1)[i], 1e-6));
        Assert.Equal(before[4..], batch.OutputError(1)[4..].ToArray());
    }

    private static double[] Softened(float[] logits, int[] head)
    {
        var exponentials = head.Select(output => Math.Exp(logits[output] / 2.0)).ToArray();
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }
}
