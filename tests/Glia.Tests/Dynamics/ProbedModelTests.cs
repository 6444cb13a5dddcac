using Glia.Dynamics;
using Glia.Networks;
using Glia.Random;
using Glia.Recurrent;
using Glia.Tests.Recurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Dynamics;

public sealed class ProbedModelTests
{
    [Theory]
    [InlineData(100, 1, CtRnnActivation.Relu)]
    [InlineData(100, 8, CtRnnActivation.Relu)]
    [InlineData(30, 3, CtRnnActivation.Tanh)]
    public void The_jacobian_of_a_recurrent_network_is_that_of_central_differences(double timeStep, int outputSteps, CtRnnActivation activation)
    {
        const int batch = 4;
        var (network, inputs, sequences) = Recurrent(5, batch, timeStep, activation);
        var model = new ProbedCtRnn(network, inputs, batch, batch, outputSteps);
        var plain = new PlainCtRnn(network);
        var reference = new ProbedFunction(model.Parameters(), at => Outputs(plain, at, 5, sequences, outputSteps), _ => Matrix<double>.Build.DenseIdentity(1));
        var (ours, theirs) = (model.Jacobian(0, model.OutputCount), reference.Jacobian(0, reference.OutputCount));
        Assert.InRange((ours - theirs).FrobeniusNorm(), 0, 1e-4 * theirs.FrobeniusNorm());
        Assert.Equal(outputSteps * batch * 3, model.OutputCount);
    }

    [Theory]
    [InlineData(40, 11, 1)]
    [InlineData(17, 3, 8)]
    public void The_kernel_by_factors_is_that_of_the_jacobian_in_blocks_of_any_size(int units, int batch, int outputSteps)
    {
        var (network, inputs, _) = Recurrent(units, batch, 50, CtRnnActivation.Relu);
        var model = new ProbedCtRnn(network, inputs, batch, batch, outputSteps);
        var kernel = TangentKernel.Of(model);
        Assert.InRange((kernel - TangentKernel.FromJacobian(model)).FrobeniusNorm(), 0, 1e-5 * kernel.FrobeniusNorm());
        Assert.InRange((TangentKernel.FromJacobian(model, 7) - TangentKernel.FromJacobian(model)).FrobeniusNorm(), 0, 1e-12 * kernel.FrobeniusNorm());
        Assert.Equal(kernel, kernel.Transpose());
    }

    [Fact]
    public void A_kernel_of_fewer_sequences_is_a_corner_of_the_whole_one()
    {
        var (network, inputs, _) = Recurrent(20, 6, 100, CtRnnActivation.Relu);
        var (all, few) = (new ProbedCtRnn(network, inputs, 6, 6), new ProbedCtRnn(network, inputs, 6, 2));
        Assert.Equal(6, few.Representation().RowCount);
        Assert.True((TangentKernel.Of(all).SubMatrix(0, 6, 0, 6) - TangentKernel.Of(few)).FrobeniusNorm() < 1e-5);
    }

    [Fact]
    public void A_perceptron_has_the_jacobian_of_central_differences()
    {
        var network = new MultilayerPerceptron([4, 6, 5, 3], new RandomStream(3, "perceptron"));
        var random = new RandomStream(3, "examples");
        var examples = Matrix<double>.Build.Dense(7, 4, (_, _) => (float)random.NextGaussian());
        var model = new ProbedPerceptron(network, examples);
        var reference = new ProbedFunction(model.Parameters(), at => Logits(at, [4, 6, 5, 3], examples), _ => Matrix<double>.Build.DenseIdentity(1));
        var (ours, theirs) = (model.Jacobian(0, 21), reference.Jacobian(0, 21));
        Assert.InRange((ours - theirs).FrobeniusNorm(), 0, 1e-4 * theirs.FrobeniusNorm());
        var kernel = TangentKernel.Of(model);
        Assert.InRange((kernel - (theirs * theirs.Transpose())).FrobeniusNorm(), 0, 1e-4 * kernel.FrobeniusNorm());
        Assert.Equal(network.ParameterCount, model.ParameterCount);
        Assert.Equal((7, 5), (model.Representation().RowCount, model.Representation().ColumnCount));
        Assert.Contains("4 inputs", Assert.Throws<ArgumentException>(() => new ProbedPerceptron(network, examples.SubMatrix(0, 7, 0, 3))).Message);
    }

    [Fact]
    public void A_report_says_nothing_changed_where_nothing_did_and_how_much_where_something_did()
    {
        double[] parameters = [1, 2, 3];
        var model = new ProbedFunction(parameters, at => [at[0] * at[1], at[2] * at[2]], at => Matrix<double>.Build.DenseOfRowArrays([at[0], 1], [-1, at[1]]));
        var probe = new LazinessProbe(model);
        var still = probe.Compare();
        Assert.Equal(0, still.WeightChange);
        Assert.Equal(1, still.KernelAlignment, 1e-12);
        Assert.Equal(1, still.RepresentationAlignment, 1e-12);
        Assert.Equal(1, still.SignAgreement);
        parameters[0] = -2;
        var changed = probe.Compare();
        Assert.Equal(3, changed.WeightChange, 1e-12);
        Assert.Equal(3 / Math.Sqrt(14), changed.RelativeWeightChange, 1e-12);
        Assert.Equal(0.75, changed.SignAgreement);

        // K = diag(p₂² + p₁², 4 p₃²): (5, 36) before, (8, 36) after.
        Assert.Equal(((5 * 8) + (36.0 * 36)) / (Math.Sqrt(25 + 1296) * Math.Sqrt(64 + 1296)), changed.KernelAlignment, 1e-9);
        Assert.Equal(1 - changed.KernelAlignment, changed.KernelDistance, 1e-15);
    }

    [Fact]
    public void Given_derivatives_are_used_and_their_shape_is_checked()
    {
        double[] parameters = [2];
        var model = new ProbedFunction(parameters, at => [at[0]], _ => Matrix<double>.Build.DenseIdentity(1)) { Derivatives = _ => Matrix<double>.Build.Dense(1, 1, 5) };
        Assert.Equal(25, TangentKernel.Of(model)[0, 0]);
        var wrong = new ProbedFunction(parameters, at => [at[0]], _ => Matrix<double>.Build.DenseIdentity(1)) { Derivatives = _ => Matrix<double>.Build.Dense(2, 1) };
        Assert.Contains("must be [1, 1]; got [2, 1]", Assert.Throws<InvalidOperationException>(() => TangentKernel.Of(wrong)).Message);
    }

    [Fact]
    public void A_silent_network_is_refused_before_training()
    {
        var options = new CtRnnOptions { Inputs = 2, Units = 4, Outputs = 2 };
        var network = new CtRnn(options, Matrix<double>.Build.Dense(4, 4, 0.1), new RandomStream(1, "silent")) { InputWeights = Matrix<double>.Build.Dense(4, 2, -1) };
        float[] inputs = [.. Enumerable.Repeat(1f, 3 * 5 * 2)];
        Assert.Contains("another seed", Assert.Throws<InvalidOperationException>(() => new LazinessProbe(new ProbedCtRnn(network, inputs, 5, 5))).Message);
        Assert.Contains("no whole steps", Assert.Throws<ArgumentException>(() => new ProbedCtRnn(network, inputs, 4, 4)).Message);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    public void Rank_one_weights_of_the_full_norm_give_finite_activity(int units)
    {
        var random = new RandomStream(8, "large");
        var options = new CtRnnOptions { Inputs = 3, Units = units, Outputs = 3 };
        var network = new CtRnn(options, new LowRankInitializer(1).Draw(units, random.Child("w")), random);
        var inputs = new Glia.Sequences.PerceptualDecision().Draw(32, random).Inputs;
        Assert.True(new ProbedCtRnn(network, inputs, 32, 1).Representation().ForAll(double.IsFinite));
    }

    private static (CtRnn Network, float[] Inputs, List<List<Vector<double>>> Sequences) Recurrent(int units, int batch, double timeStep, CtRnnActivation activation)
    {
        const int steps = 8;
        var random = new RandomStream(4, "probed");
        var network = new CtRnn(
            new CtRnnOptions { Inputs = 3, Units = units, Outputs = 3, TimeStep = timeStep, Activation = activation }, new GaussianInitializer().Draw(units, random.Child("w")), random.Child("init"));
        var inputs = new float[steps * batch * 3];
        random.FillUniform(inputs, -1, 1);
        var sequences = Enumerable.Range(0, batch).Select(b => Enumerable.Range(0, steps).Select(t => Vector<double>.Build.Dense(3, i => inputs[(((t * batch) + b) * 3) + i])).ToList()).ToList();
        return (network, inputs, sequences);
    }

    private static double[] Outputs(PlainCtRnn plain, double[] weights, int units, List<List<Vector<double>>> sequences, int outputSteps)
    {
        plain.Recurrent = Matrix<double>.Build.DenseOfRowMajor(units, units, weights);
        var runs = sequences.ConvertAll(sequence => plain.Run(sequence).Outputs);
        var steps = runs[0].Count;
        return [.. Enumerable.Range(steps - outputSteps, outputSteps).SelectMany(t => runs.SelectMany(run => run[t]))];
    }

    private static double[] Logits(double[] parameters, int[] sizes, Matrix<double> examples)
    {
        return [.. examples.EnumerateRows().SelectMany(example =>
        {
            var (signal, at) = (example, 0);
            for (var layer = 1; layer < sizes.Length; layer++)
            {
                var width = sizes[layer - 1] + 1;
                var weights = Matrix<double>.Build.Dense(sizes[layer], width, (unit, input) => parameters[at + (unit * width) + input]);
                signal = weights.SubMatrix(0, sizes[layer], 0, width - 1).Multiply(signal) + weights.Column(width - 1);
                signal = layer < sizes.Length - 1 ? signal.PointwiseMaximum(0) : signal;
                at += sizes[layer] * width;
            }

            return signal;
        })];
    }
}
