using Glia.Networks;
using Glia.Random;
using Glia.Subspaces;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Subspaces;

public sealed class OjaSubspaceTests
{
    [Theory]
    [InlineData(20, 3, 2, 5, false)]
    [InlineData(37, 8, 5, 33, false)]
    [InlineData(16, 1, 9, 16, true)]
    public void Updates_are_those_of_the_rule_written_plainly(int inputs, int oldRows, int newRows, int samples, bool spiking)
    {
        var options = new OjaSubspaceOptions { LearningRate = 0.02, Lateral = spiking ? new SpikingLateral(20, 40) : null };
        var subspace = new OjaSubspace(inputs, options);
        subspace.Grow(oldRows, new RandomStream(1, "old"));
        subspace.Freeze();
        subspace.Grow(newRows, new RandomStream(1, "new"));
        var plain = new PlainOja(Rows(subspace), oldRows, options);
        for (var step = 0; step < 4; step++)
        {
            var activity = Gaussian(samples, inputs, step);
            Assert.True(subspace.Update(View(activity, samples, inputs)));
            plain.Update(activity, samples);
        }

        var learned = Rows(subspace);
        for (var i = 0; i < learned.Length; i++)
        {
            // A count of spikes may fall on the other side of one half in single precision.
            Assert.Equal(plain.Rows[i], learned[i], spiking ? 2e-3 : 2e-5);
        }
    }

    [Fact]
    public void Frozen_rows_are_the_same_bits_after_later_tasks()
    {
        var subspace = new OjaSubspace(24, new OjaSubspaceOptions());
        subspace.Grow(4, new RandomStream(2, "a"));
        Learn(subspace, 20);
        subspace.Freeze();
        var frozen = Rows(subspace);
        subspace.Grow(5, new RandomStream(2, "b"));
        Learn(subspace, 20);
        Assert.Equal(frozen, Rows(subspace)[..frozen.Length]);
        Assert.Equal((9, 4), (subspace.Rows, subspace.FrozenRows));
    }

    [Fact]
    public void Rows_span_the_two_largest_directions_of_gaussian_data()
    {
        const int inputs = 10;
        double[] variances = [9, 4, 1, .8, .6, .5, .4, .3, .2, .1];
        var subspace = new OjaSubspace(inputs, new OjaSubspaceOptions { LearningRate = 0.001 });
        subspace.Grow(2, new RandomStream(3, "rows"));
        var random = new RandomStream(3, "data");
        var batch = new float[64 * inputs];
        for (var step = 0; step < 2000; step++)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = (float)(Math.Sqrt(variances[i % inputs]) * random.NextGaussian());
            }

            subspace.Update(View(batch, 64, inputs));
        }

        var learned = Matrix<double>.Build.Dense(2, inputs, (row, column) => subspace.Row(row)[column]);
        var principal = Matrix<double>.Build.Dense(2, inputs, (row, column) => row == column ? 1 : 0);
        Assert.InRange(PrincipalAngles.Between(learned, principal)[^1], 0, 2);
        Assert.InRange(subspace.OrthonormalityError(), 0, 0.08);
    }

    [Fact]
    public void Projection_on_orthonormal_rows_is_idempotent_and_leaves_what_is_orthogonal()
    {
        const int inputs = 40, samples = 7;
        var subspace = new OjaSubspace(inputs, new OjaSubspaceOptions());
        subspace.GrowOrthogonal(6, new RandomStream(4, "a"));
        subspace.GrowOrthogonal(5, new RandomStream(4, "b"));
        Assert.InRange(subspace.OrthonormalityError(), 0, 1e-5);
        subspace.Freeze();
        var activity = Gaussian(samples, inputs, 0);
        var (once, twice, left) = (new float[activity.Length], new float[activity.Length], (float[])activity.Clone());
        subspace.Project(View(activity, samples, inputs), View(once, samples, inputs));
        subspace.Project(View(once, samples, inputs), View(twice, samples, inputs));
        subspace.RemoveProjection(View(left, samples, inputs));
        for (var i = 0; i < activity.Length; i++)
        {
            Assert.Equal(once[i], twice[i], 1e-5);
            Assert.Equal(activity[i] - once[i], left[i], 1e-5);
        }

        for (var row = 0; row < samples; row++)
        {
            for (var m = 0; m < subspace.Rows; m++)
            {
                Assert.Equal(0, System.Numerics.Tensors.TensorPrimitives.Dot(left.AsSpan(row * inputs, inputs), subspace.Row(m)), 1e-5);
            }
        }
    }

    [Fact]
    public void Projecting_the_gradient_is_projecting_the_activity_before_the_outer_product()
    {
        const int inputs = 30, outputs = 20, stride = 32, samples = 9;
        var subspace = new OjaSubspace(inputs, new OjaSubspaceOptions());
        subspace.Grow(7, new RandomStream(5, "rows"));
        subspace.Freeze();
        subspace.Grow(3, new RandomStream(5, "more"));
        var activity = Gaussian(samples, inputs, 1);
        var errors = Gaussian(samples, outputs, 2);
        var gradient = Outer(activity, errors, inputs, outputs, stride, samples);
        subspace.RemoveProjection(gradient, stride);
        subspace.RemoveProjection(View(activity, samples, inputs));
        var expected = Outer(activity, errors, inputs, outputs, stride, samples);
        for (var i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(expected[i], gradient[i], 1e-4);
        }

        // What lies in the span of old rows gets the same answer after a step.
        for (var m = 0; m < subspace.FrozenRows; m++)
        {
            for (var o = 0; o < outputs; o++)
            {
                var change = Enumerable.Range(0, inputs).Sum(i => (double)subspace.Row(m)[i] * gradient[(i * stride) + o]);
                Assert.Equal(0, change, 1e-5);
            }
        }
    }

    [Fact]
    public void Reconstruction_uses_all_rows_and_projection_only_old_ones()
    {
        var subspace = new OjaSubspace(12, new OjaSubspaceOptions());
        subspace.GrowOrthogonal(12, new RandomStream(6, "all"));
        var activity = Gaussian(3, 12, 3);
        var (known, old) = (new float[36], new float[36]);
        subspace.Reconstruct(View(activity, 3, 12), View(known, 3, 12));
        subspace.Project(View(activity, 3, 12), View(old, 3, 12));
        Assert.All(activity.Zip(known), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(old, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var subspace = new OjaSubspace(8, new OjaSubspaceOptions { LearningRate = 5 }, "Layer 2");
        subspace.Grow(3, new RandomStream(7, "rows"));
        Assert.Contains("Layer 2 has only 8 directions; 6 more", Assert.Throws<SubspaceException>(() => subspace.Grow(6, new RandomStream(7, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("8 inputs; the activity has 9 columns", Assert.Throws<ArgumentException>(() => subspace.Update(View(new float[18], 2, 9))).Message, StringComparison.Ordinal);
        var ranAway = Assert.Throws<SubspaceException>(() => Learn(subspace, 50)).Message;
        Assert.Contains("Layer 2: the rows of the subspace ran away", ranAway, StringComparison.Ordinal);
        Assert.Contains("learning rate 5", ranAway, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OjaSubspace(8, new OjaSubspaceOptions { Momentum = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingLateral(Range: 0));
        Assert.Throws<ArgumentException>(() => View(new float[10], 2, 9));
    }

    [Fact]
    public void Activity_without_variance_teaches_nothing()
    {
        var subspace = new OjaSubspace(8, new OjaSubspaceOptions());
        subspace.Grow(3, new RandomStream(8, "rows"));
        var before = Rows(subspace);
        Assert.False(subspace.Update(View(new float[16], 2, 8)));
        Assert.Equal(before, Rows(subspace));
    }

    [Fact]
    public void A_window_of_a_convolution_is_a_row_of_activity()
    {
        var shape = new ConvolutionShape(Channels: 1, Height: 3, Width: 3, Kernel: 2, Padding: 0);
        var patches = new float[shape.Patches * shape.PatchSize];
        shape.CopyPatches([1, 2, 3, 4, 5, 6, 7, 8, 9], patches);
        Assert.Equal([1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9], patches);
        var padded = new ConvolutionShape(1, 2, 2, Kernel: 3, Stride: 2, Padding: 1);
        var edge = new float[padded.Patches * padded.PatchSize];
        padded.CopyPatches([1, 2, 3, 4], edge);
        Assert.Equal([0, 0, 0, 0, 1, 2, 0, 3, 4], edge);
    }

    [Fact]
    public void A_projected_convolution_keeps_its_answers_to_old_windows()
    {
        var shape = new ConvolutionShape(Channels: 2, Height: 6, Width: 5, Kernel: 3, Padding: 1);
        var convolution = new ProjectedConvolution(shape, new OjaSubspaceOptions { LearningRate = 0.05 });
        convolution.Grow(4, new RandomStream(9, "rows"));
        var random = new RandomStream(9, "images");
        var images = new float[8 * shape.ImageSize];
        for (var step = 0; step < 100; step++)
        {
            random.FillGaussian(images, 0, 1);
            Assert.True(convolution.Update(images));
        }

        convolution.Subspace.Freeze();
        var gradient = Gaussian(5, shape.PatchSize, 4);
        convolution.RemoveProjection(gradient);
        var error = convolution.Subspace.OrthonormalityError();
        for (var output = 0; output < 5; output++)
        {
            for (var m = 0; m < 4; m++)
            {
                // As exact as the rows are orthonormal.
                Assert.InRange(Math.Abs(System.Numerics.Tensors.TensorPrimitives.Dot(gradient.AsSpan(output * shape.PatchSize, shape.PatchSize), convolution.Subspace.Row(m))), 0, 20 * error);
            }
        }

        Assert.Throws<ArgumentException>(() => convolution.Update(new float[7]));
        Assert.Throws<ArgumentException>(() => convolution.RemoveProjection(new float[7]));
        Assert.Throws<ArgumentException>(() => new ProjectedConvolution(new ConvolutionShape(1, 2, 2, 5), new OjaSubspaceOptions()));
    }

    [Fact]
    public void Principal_angles_and_rows_agree_with_what_is_known()
    {
        var axes = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 0 }, { 0, 1, 0 } });
        var turned = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 0 }, { 0, Math.Cos(.3), Math.Sin(.3) } });
        Assert.Equal(0, PrincipalAngles.Between(axes, turned)[0], 1e-5);
        Assert.Equal(.3 * 180 / Math.PI, PrincipalAngles.Between(axes, turned)[1], 1e-6);
        var activity = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 0, 0 }, { 0, 0, 2 }, { 0, 1, 0 } });
        var principal = PrincipalAngles.PrincipalRows(activity, 2);
        Assert.Equal(13.0 / 14, PrincipalAngles.ExplainedShare(activity, principal), 1e-9);
    }

    private static void Learn(OjaSubspace subspace, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            subspace.Update(View(Gaussian(16, subspace.Inputs, step), 16, subspace.Inputs));
        }
    }

    private static float[] Gaussian(int rows, int width, int seed)
    {
        var values = new float[rows * width];
        new RandomStream(seed, "activity").FillGaussian(values, 0, 1);
        return values;
    }

    private static ActivityRows View(float[] values, int rows, int width) => new(values, rows, width, width);

    private static float[] Rows(OjaSubspace subspace) =>
        [.. Enumerable.Range(0, subspace.Rows).SelectMany(row => subspace.Row(row).ToArray())];

    private static float[] Outer(float[] activity, float[] errors, int inputs, int outputs, int stride, int samples)
    {
        var gradient = new float[inputs * stride];
        for (var i = 0; i < inputs; i++)
        {
            for (var o = 0; o < outputs; o++)
            {
                gradient[(i * stride) + o] = (float)Enumerable.Range(0, samples).Sum(b => (double)activity[(b * inputs) + i] * errors[(b * outputs) + o]);
            }
        }

        return gradient;
    }
}
