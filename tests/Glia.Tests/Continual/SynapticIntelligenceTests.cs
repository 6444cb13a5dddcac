using System.Numerics.Tensors;
using Glia.Continual;
using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Continual;

public sealed class SynapticIntelligenceTests
{
    [Fact]
    public void The_path_integral_is_the_decrease_of_the_loss_for_small_steps()
    {
        const int rows = 200;
        var task = SyntheticDigits.Permuted().Tasks[0];
        var network = new MultilayerPerceptron([64, 32, 10], new RandomStream(1, "init"));
        var workspace = new PerceptronWorkspace(network, rows);
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            task.Train.CopyTo(row, workspace.Input(row));
            labels[row] = task.Train.Label(row);
        }

        var strategy = new SynapticIntelligence(1);
        strategy.BeforeTask(new ContinualPhase(0, task, network, new RandomStream(1, "strategy")));
        var gradient = new float[network.Parameters.Length];
        var first = double.NaN;
        for (var step = 0; step < 300; step++)
        {
            workspace.Forward(rows);
            var loss = workspace.SetSoftmaxErrors(labels, 1f / rows);
            first = step == 0 ? loss : first;
            workspace.Backward(gradient);
            strategy.AfterBackward(workspace, gradient);
            TensorPrimitives.FusedMultiplyAdd(gradient, -.02f, network.Parameters, network.Parameters);
            strategy.AfterStep(workspace);
        }

        workspace.Forward(rows);
        var decrease = first - workspace.SetSoftmaxErrors(labels, 1f / rows);
        Assert.True(decrease > .3, $"{decrease}");
        Assert.InRange(strategy.PathIntegral / decrease, .95, 1.05);
    }
}
