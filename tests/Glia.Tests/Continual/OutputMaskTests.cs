using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class OutputMaskTests
{
    [Fact]
    public void The_answer_is_the_largest_logit_that_is_asked_for()
    {
        float[] logits = [1, 5, 3, 4];
        Assert.Equal(1, OutputMask.Answer(logits, []));
        Assert.Equal(3, OutputMask.Answer(logits, [0, 2, 3]));
    }

    [Fact]
    public void The_error_is_that_of_a_softmax_over_the_outputs_asked_for()
    {
        var network = new MultilayerPerceptron([6, 5], new RandomStream(1, "init"));
        ITrainingBatch batch = new PerceptronWorkspace(network, 2);
        new RandomStream(1, "input").FillUniform(batch.Input(0), -1, 1);
        new RandomStream(2, "input").FillUniform(batch.Input(1), -1, 1);
        batch.Forward(2);
        batch.SetSoftmaxErrors([2, 3], .5f);
        var untouched = batch.OutputError(0).ToArray();
        OutputMask.Restrict(batch, 0, [], 2, .5f);
        Assert.Equal(untouched, batch.OutputError(0).ToArray());

        OutputMask.Restrict(batch, 1, [1, 3], 3, .5f);
        var (one, three) = (Math.Exp(batch.Logits(1)[1]), Math.Exp(batch.Logits(1)[3]));
        double[] expected = [0, .5 * one / (one + three), 0, .5 * ((three / (one + three)) - 1), 0];
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(expected[i], batch.OutputError(1)[i], 1e-6));
    }
}
