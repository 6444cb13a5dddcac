using Glia.Networks;
using Glia.Random;
using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace Glia.Tests.Recurrent;

public sealed class CtRnnTests
{
    [Theory]
    [InlineData(3, 5, 3, 4, 8, 100, CtRnnActivation.Relu)]
    [InlineData(1, 1, 2, 1, 1, 100, CtRnnActivation.Relu)]
    [InlineData(7, 16, 3, 9, 3, 40, CtRnnActivation.Relu)]
    [InlineData(5, 33, 17, 8, 5, 100, CtRnnActivation.Tanh)]
    [InlineData(2, 20, 2, 3, 6, 25, CtRnnActivation.Tanh)]
    public void Outputs_loss_and_gradient_are_those_of_the_plain_equations(int inputs, int units, int outputs, int batch, int steps, double timeStep, CtRnnActivation activation)
    {
        var (network, workspace, sequences) = Prepare(inputs, units, outputs, batch, steps, timeStep, activation);
        var plain = new PlainCtRnn(network);
        var labels = Labels(steps, batch, outputs);
        workspace.Forward();
        var loss = workspace.SetSoftmaxErrors(labels);
        var gradient = new float[network.Parameters.Length];
        Array.Fill(gradient, 7);
        workspace.Backward(gradient);

        var (expectedLoss, input, recurrent, output) = (0.0, plain.Input * 0, plain.Recurrent * 0, plain.Output * 0);
        for (var b = 0; b < batch; b++)
        {
            var (states, results) = plain.Run(sequences[b]);
            var answers = results.Select((result, t) => PlainCtRnn.CrossEntropy(result, labels[(t * batch) + b])).ToList();
            expectedLoss += answers.Sum(answer => answer.Loss) / labels.Length;
            var gradients = plain.Gradient(sequences[b], [.. answers.Select(answer => answer.Error / labels.Length)]);
            (input, recurrent, output) = (input + gradients.Input, recurrent + gradients.Recurrent, output + gradients.Output);
            for (var t = 0; t < steps; t++)
            {
                Assert.All(states[t], (value, unit) => Assert.Equal(value, workspace.State(t, b)[unit], 1e-5));
                Assert.All(results[t], (value, at) => Assert.Equal(value, workspace.Output(t, b)[at], 1e-5));
            }
        }

        Assert.Equal(expectedLoss, loss, 1e-6);
        var holder = new CtRnn(network.Options, network.RecurrentWeights, new RandomStream(1, "other"));
        gradient.CopyTo(holder.Parameters);
        Assert.True((holder.InputWeights - input).L2Norm() < 1e-6);
        Assert.True((holder.RecurrentWeights - recurrent).L2Norm() < 1e-6);
        Assert.True((holder.OutputWeights - output).L2Norm() < 1e-6);
    }

    [Fact]
    public void The_plain_gradient_is_that_of_central_differences()
    {
        var (network, _, sequences) = Prepare(3, 5, 3, 1, 8, 50, CtRnnActivation.Tanh);
        var plain = new PlainCtRnn(network);
        var weights = Vector<double>.Build.Dense(3, 1.0);
        var errors = Enumerable.Repeat(weights, 8).ToList();
        var gradient = plain.Gradient(sequences[0], errors).Recurrent;
        var here = plain.Recurrent;
        foreach (var (to, from, expected) in gradient.EnumerateIndexed())
        {
            double Loss(double change)
            {
                plain.Recurrent = here.Clone();
                plain.Recurrent[to, from] += change;
                return plain.Run(sequences[0]).Outputs.Sum(output => output.Sum());
            }

            Assert.Equal(expected, (Loss(1e-6) - Loss(-1e-6)) / 2e-6, 1e-7 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Gradient_is_that_of_libtorch_autograd()
    {
        const int batch = 6;
        const int steps = 8;
        var (network, workspace, sequences) = Prepare(3, 40, 3, batch, steps, 100, CtRnnActivation.Relu);
        var labels = Labels(1, batch, 3);
        workspace.Forward();
        var loss = workspace.SetSoftmaxErrors(labels);
        var gradient = new float[network.Parameters.Length];
        workspace.Backward(gradient);
        var holder = new CtRnn(network.Options, network.RecurrentWeights, new RandomStream(1, "other"));
        gradient.CopyTo(holder.Parameters);

        using var scope = NewDisposeScope();
        Tensor Leaf(Matrix<double> weights) => tensor(weights.ToRowMajorArray(), [weights.RowCount, weights.ColumnCount], ScalarType.Float64).requires_grad_(true);
        var (input, recurrent, output) = (Leaf(network.InputWeights), Leaf(network.RecurrentWeights), Leaf(network.OutputWeights));
        var h = zeros([batch, 40], ScalarType.Float64);
        for (var t = 0; t < steps; t++)
        {
            var x = tensor([.. sequences.SelectMany(sequence => sequence[t])], [batch, 3], ScalarType.Float64);
            h = x.mm(input.t()).add(h.mm(recurrent.t())).relu();
        }

        var expected = nn.functional.cross_entropy(h.mm(output.t()), tensor(labels.Select(label => (long)label).ToArray()));
        expected.backward();
        Assert.Equal(expected.item<double>(), loss, 1e-6);
        foreach (var (leaf, ours) in new[] { (input, holder.InputWeights), (recurrent, holder.RecurrentWeights), (output, holder.OutputWeights) })
        {
            var theirs = Matrix<double>.Build.DenseOfRowMajor(ours.RowCount, ours.ColumnCount, leaf.grad!.data<double>().ToArray());
            Assert.InRange((ours - theirs).L2Norm(), 0, 1e-5 * theirs.L2Norm());
        }
    }

    [Fact]
    public void A_step_of_training_allocates_nothing_and_lowers_the_loss()
    {
        var (network, workspace, _) = Prepare(3, 24, 3, 5, 8, 100, CtRnnActivation.Relu);
        var labels = Labels(8, 5, 3);
        var gradient = new float[network.Parameters.Length];
        var descent = DescentRule.Momentum(0.9).Start(gradient.Length);
        double Step()
        {
            workspace.Forward();
            var loss = workspace.SetSoftmaxErrors(labels);
            workspace.Backward(gradient);
            descent.Step(network.Parameters, gradient, 0.01f);
            return loss;
        }

        var first = Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var last = 0.0;
        for (var step = 0; step < 100; step++)
        {
            last = Step();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(last < 0.8 * first);
    }

    [Fact]
    public void Initial_weights_are_uniform_in_one_over_root_inputs_and_the_recurrent_ones_as_given()
    {
        var given = new GaussianInitializer().Draw(50, new RandomStream(1, "w"));
        var network = new CtRnn(new CtRnnOptions { Inputs = 4, Units = 50, Outputs = 3 }, given, new RandomStream(1, "init"));
        Assert.InRange(network.InputWeights.Enumerate().Max(), 0.45, 0.5);
        Assert.InRange(network.OutputWeights.Enumerate().Max(), 0.12, 1 / Math.Sqrt(50));
        Assert.True((network.RecurrentWeights - given).L2Norm() < 1e-5);
        Assert.Equal((50 * 4) + (50 * 50) + (3 * 50), network.Parameters.ToArray().Count(value => value != 0));
    }

    [Fact]
    public void What_cannot_be_is_named()
    {
        var options = new CtRnnOptions { Inputs = 2, Units = 3, Outputs = 2 };
        var random = new RandomStream(1, "init");
        var weights = Matrix<double>.Build.Dense(3, 3);
        Assert.Contains("TimeStep", Assert.Throws<ArgumentOutOfRangeException>(() => new CtRnn(options with { TimeStep = 200 }, weights, random)).Message);
        Assert.Contains("[3, 3]", Assert.Throws<ArgumentException>(() => new CtRnn(options, Matrix<double>.Build.Dense(3, 2), random)).Message);
        weights[2, 1] = double.NaN;
        Assert.Contains("to 2 from 1", Assert.Throws<ArgumentException>(() => new CtRnn(options, weights, random)).Message);
        var workspace = new CtRnnWorkspace(new CtRnn(options, Matrix<double>.Build.Dense(3, 3), random), 2, 4);
        Assert.Contains("16 numbers", Assert.Throws<ArgumentException>(() => workspace.Load(new float[15])).Message);
        Assert.Contains("whole steps", Assert.Throws<ArgumentException>(() => workspace.SetSoftmaxErrors(new int[3])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.SetSoftmaxErrors([0, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Input(4, 0).Length);
    }

    private static (CtRnn Network, CtRnnWorkspace Workspace, List<List<Vector<double>>> Sequences) Prepare(
        int inputs, int units, int outputs, int batch, int steps, double timeStep, CtRnnActivation activation)
    {
        var random = new RandomStream(5, "ct-rnn");
        var options = new CtRnnOptions { Inputs = inputs, Units = units, Outputs = outputs, TimeStep = timeStep, Activation = activation };
        var network = new CtRnn(options, new GaussianInitializer().Draw(units, random.Child("w")), random.Child("init"));
        var workspace = new CtRnnWorkspace(network, batch, steps);
        var numbers = new float[steps * batch * inputs];
        random.FillUniform(numbers, -1, 1);
        workspace.Load(numbers);
        var sequences = Enumerable.Range(0, batch).Select(b => Enumerable.Range(0, steps).Select(t =>
            Vector<double>.Build.Dense(inputs, i => numbers[(((t * batch) + b) * inputs) + i])).ToList()).ToList();
        return (network, workspace, sequences);
    }

    private static int[] Labels(int steps, int batch, int outputs) => [.. Enumerable.Range(0, steps * batch).Select(i => i * 7 % outputs)];
}
