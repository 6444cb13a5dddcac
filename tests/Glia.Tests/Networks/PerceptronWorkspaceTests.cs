using System.Numerics.Tensors;
using Glia.Networks;
using Glia.Random;
using TorchSharp;

namespace Glia.Tests.Networks;

public sealed class PerceptronWorkspaceTests
{
    public static TheoryData<int[], int> Shapes => new()
    {
        { [1, 1], 1 },
        { [3, 2], 5 },
        { [5, 3, 2], 1 },
        { [17, 33, 7], 7 },
        { [31, 15, 16, 17, 3], 8 },
        { [40, 32, 32, 10], 9 },
        { [50, 48, 10], 15 },
        { [64, 100, 80, 26], 16 },
        { [784, 128, 128, 10], 17 },
        { [100, 64, 10], 33 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Loss_logits_and_gradient_are_those_of_plain_loops_in_double(int[] sizes, int rows)
    {
        var (workspace, inputs, labels) = Prepare(sizes, rows);
        var expected = PlainPerceptron.LossAndGradient(workspace.Network, inputs, labels);

        var gradient = new float[workspace.Network.Parameters.Length];
        Array.Fill(gradient, 7);
        workspace.Forward(rows);
        var loss = workspace.SetSoftmaxErrors(labels, 1f / rows);
        workspace.Backward(gradient);

        Assert.Equal(expected.Loss, loss, 1e-5);
        for (var i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(expected.Gradient[i], gradient[i], 2e-6);
        }

        var logits = PlainPerceptron.Forward(workspace.Network, inputs[^1]).Logits;
        Assert.All(logits.Zip(workspace.Logits(rows - 1).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Gradient_is_that_of_libtorch_autograd()
    {
        int[] sizes = [784, 128, 128, 10];
        const int rows = 16;
        var (workspace, inputs, labels) = Prepare(sizes, rows);
        var gradient = new float[workspace.Network.Parameters.Length];
        workspace.Forward(rows);
        workspace.SetSoftmaxErrors(labels, 1f / rows);
        workspace.Backward(gradient);

        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(inputs.SelectMany(row => row).ToArray(), [rows, sizes[0]]);
        var weights = new List<(torch.Tensor Weight, torch.Tensor Bias)>();
        foreach (var layer in workspace.Network.Layers)
        {
            var block = torch.tensor(workspace.Network.Parameters.Slice(layer.WeightOffset, layer.Length).ToArray(), [layer.Inputs + 1, layer.Stride]);
            var weight = block.narrow(0, 0, layer.Inputs).narrow(1, 0, layer.Outputs).clone().requires_grad_();
            var bias = block[layer.Inputs].narrow(0, 0, layer.Outputs).clone().requires_grad_();
            weights.Add((weight, bias));
            x = x.matmul(weight) + bias;
            x = weights.Count < workspace.Network.Layers.Count ? x.relu() : x;
        }

        torch.nn.functional.cross_entropy(x, torch.tensor(labels.Select(label => (long)label).ToArray())).backward();
        foreach (var (layer, (weight, bias)) in workspace.Network.Layers.Zip(weights))
        {
            var expected = weight.grad!.data<float>().ToArray();
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], gradient[layer.WeightOffset + (i / layer.Outputs * layer.Stride) + (i % layer.Outputs)], 1e-6f);
            }

            var expectedBias = bias.grad!.data<float>().ToArray();
            Assert.All(expectedBias, (value, i) => Assert.Equal(value, gradient[layer.BiasOffset + i], 1e-6f));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_fused_step_gives_the_bits_of_gradient_then_step(int[] sizes, int rows)
    {
        var (fused, _, labels) = Prepare(sizes, rows);
        var (apart, _, _) = Prepare(sizes, rows);
        var gradient = new float[apart.Network.Parameters.Length];
        for (var step = 0; step < 3; step++)
        {
            fused.Forward(rows);
            fused.SetSoftmaxErrors(labels, 1f / rows);
            fused.BackwardAndStep(0.1f);
            apart.Forward(rows);
            apart.SetSoftmaxErrors(labels, 1f / rows);
            apart.Backward(gradient);
            TensorPrimitives.FusedMultiplyAdd(gradient, -0.1f, apart.Network.Parameters, apart.Network.Parameters);
        }

        Assert.Equal(apart.Network.Parameters.ToArray(), fused.Network.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Squared_gradients_are_the_sum_of_squares_of_each_samples_gradient(int[] sizes, int rows)
    {
        var (workspace, inputs, labels) = Prepare(sizes, rows);
        var expected = new double[workspace.Network.Parameters.Length];
        for (var n = 0; n < rows; n++)
        {
            var one = PlainPerceptron.LossAndGradient(workspace.Network, [inputs[n]], [labels[n]]).Gradient;
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += one[i] * one[i];
            }
        }

        var sum = new float[expected.Length];
        workspace.Forward(rows);
        workspace.SetSoftmaxErrors(labels, 1);
        workspace.AddSquaredGradients(sum);

        Assert.All(sum, (value, i) => Assert.Equal(expected[i], value, 1e-5 + (1e-5 * expected[i])));
    }

    [Fact]
    public void A_smaller_batch_after_a_larger_one_is_not_touched_by_what_is_left_of_it()
    {
        var (workspace, _, labels) = Prepare([17, 33, 7], 16);
        workspace.Forward(16);
        workspace.SetSoftmaxErrors(labels, 1f / 16);
        workspace.BackwardAndStep(0);
        var (fresh, _, _) = Prepare([17, 33, 7], 16);
        var (used, unused) = (new float[workspace.Network.Parameters.Length], new float[workspace.Network.Parameters.Length]);
        foreach (var (which, gradient) in new[] { (workspace, used), (fresh, unused) })
        {
            which.Forward(5);
            which.SetSoftmaxErrors(labels, 0.2f);
            which.Backward(gradient);
        }

        Assert.Equal(unused, used);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var (workspace, _, labels) = Prepare([100, 64, 10], 16);
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Step();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            workspace.Forward(16);
            workspace.SetSoftmaxErrors(labels, 1f / 16);
            workspace.BackwardAndStep(0.01f);
        }
    }

    [Fact]
    public void A_label_outside_the_classes_is_refused()
    {
        var (workspace, _, _) = Prepare([3, 2], 1);
        workspace.Forward(1);
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => workspace.SetSoftmaxErrors([2], 1));
        Assert.Contains("from 0 to 1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_rows_than_reserved_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Prepare([3, 2], 4).Workspace.Forward(5));

    [Fact]
    public void A_gradient_of_the_wrong_length_is_refused() =>
        Assert.Contains("got 15", Assert.Throws<ArgumentException>(() => Prepare([3, 2], 1).Workspace.Backward(new float[15])).Message, StringComparison.Ordinal);

    internal static (PerceptronWorkspace Workspace, float[][] Inputs, int[] Labels) Prepare(int[] sizes, int rows)
    {
        var random = new RandomStream(5, "workspace");
        var workspace = new PerceptronWorkspace(new MultilayerPerceptron(sizes, random.Child("init")), rows);
        var inputs = new float[rows][];
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            inputs[row] = new float[sizes[0]];
            for (var i = 0; i < sizes[0]; i++)
            {
                inputs[row][i] = i % 3 == 1 || random.NextInt(3) == 0 ? 0 : random.NextSingle();
            }

            inputs[row].CopyTo(workspace.Input(row));
            labels[row] = random.NextInt(sizes[^1]);
        }

        return (workspace, inputs, labels);
    }

    [Fact]
    public void A_network_that_has_diverged_writes_nothing_outside_of_its_parameters()
    {
        var network = new MultilayerPerceptron([9, 12, 3], new RandomStream(1, "init"));
        var workspace = new PerceptronWorkspace(network, 4);
        network.Parameters[0] = float.NaN;
        workspace.Input(0).Fill(1);
        workspace.Forward(4);
        workspace.SetSoftmaxErrors([0, 1, 2, 0], 1);
        var longer = new float[network.Parameters.Length + 64];
        longer.AsSpan().Fill(7);
        workspace.Backward(longer.AsSpan(0, network.Parameters.Length));
        Assert.All(longer[network.Parameters.Length..], value => Assert.Equal(7, value));
    }
}
