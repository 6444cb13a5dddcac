using Glia.Continual;
using Glia.Random;

namespace Glia.Tests.Continual;

/// <summary>Bases of OGD and GPM.</summary>
public sealed class SubspaceTests
{
    [Fact]
    public void A_basis_is_orthonormal_and_what_it_leaves_is_orthogonal_to_it()
    {
        var random = new RandomStream(1, "basis");
        var basis = new OrthonormalBasis(5000);
        var shared = Draw(random, 5000);
        for (var k = 0; k < 20; k++)
        {
            // Nearly dependent vectors, on which a single pass of Gram-Schmidt fails.
            var vector = Draw(random, 5000).Zip(shared, (own, common) => common + (.01f * own)).ToArray();
            Assert.True(basis.Add(vector));
        }

        for (var k = 0; k < 20; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                Assert.Equal(k == l ? 1 : 0, GradientProduct.Dot(basis[k], basis[l]), 1e-5);
            }
        }

        var rest = Draw(random, 5000);
        basis.RemoveFrom(rest);
        Assert.All(Enumerable.Range(0, 20), k => Assert.Equal(0, GradientProduct.Dot(rest, basis[k]), 1e-4));
    }

    [Fact]
    public void Dependent_and_empty_vectors_add_nothing_and_others_are_refused()
    {
        var basis = new OrthonormalBasis(3);
        Assert.True(basis.Add([1, 2, 3]));
        Assert.False(basis.Add([2, 4, 6]));
        Assert.False(basis.Add([0, 0, 0]));
        Assert.Equal(1, basis.Count);
        Assert.Throws<ArgumentException>(() => basis.Add([1, 2]));
        Assert.Throws<ArgumentException>(() => basis.RemoveFrom(new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrthonormalBasis(0));
    }

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(7, 32, 3)]
    [InlineData(50, 112, 20)]
    [InlineData(130, 16, 61)]
    public void The_kernel_removes_what_a_plain_loop_removes(int width, int stride, int directions)
    {
        var random = new RandomStream(3, "kernel");
        var rows = (directions + 3) / 4 * 4;
        var basis = new float[rows * width];
        random.FillUniform(basis.AsSpan(0, directions * width), -1, 1);
        var gradient = Draw(random, width * stride);
        gradient.AsSpan(width / 2 * stride, stride).Clear();
        var expected = new double[width * stride];
        for (var i = 0; i < width; i++)
        {
            for (var c = 0; c < stride; c++)
            {
                expected[(i * stride) + c] = gradient[(i * stride) + c] - Enumerable.Range(0, directions).Sum(r =>
                    (double)basis[(r * width) + i] * Enumerable.Range(0, width).Sum(j => (double)basis[(r * width) + j] * gradient[(j * stride) + c]));
            }
        }

        SubspaceKernel.Remove(basis, rows, width, gradient, stride, new float[rows * stride], new int[width]);
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * directions));
    }

    [Fact]
    public void The_subspace_holds_the_leading_directions_up_to_the_threshold()
    {
        // Energies 0.6, 0.3, 0.08, 0.02 along four axes of ten: below 0.95 lie two cumulative shares, so the first rule keeps two (0.9), not three.
        var subspace = new ActivitySubspace(10);
        var first = Axes(10, (0, .6), (1, .3), (2, .08), (3, .02));
        subspace.Extend(first, .95);
        Assert.Equal(2, subspace.Dimensions);

        // The same activity again: 0.9 is below 0.95, so the next direction is added, and then it is enough.
        subspace.Extend(first, .95);
        Assert.Equal(3, subspace.Dimensions);
        subspace.Extend(first, .95);
        Assert.Equal(3, subspace.Dimensions);
        Assert.Equal(1, Math.Abs(subspace[0][0]), 1e-5f);
        Assert.Equal(1, Math.Abs(subspace[2][2]), 1e-5f);
    }

    [Fact]
    public void Both_ways_to_the_singular_vectors_agree_and_the_gradient_is_orthogonal_to_them()
    {
        // More samples than inputs and fewer: the same 12 rows, once each and three times each.
        var random = new RandomStream(5, "activity");
        var rows = Enumerable.Range(0, 12).Select(_ => Draw(random, 20)).ToList();
        var (few, many) = (new ActivitySubspace(20), new ActivitySubspace(20));
        few.Extend(rows, .9);
        many.Extend([.. rows, .. rows, .. rows], .9);
        Assert.Equal(few.Dimensions, many.Dimensions);
        Assert.InRange(few.Dimensions, 3, 12);
        for (var k = 0; k < few.Dimensions; k++)
        {
            Assert.Equal(1, Math.Abs(GradientProduct.Dot(few[k], many[k])), 1e-4);
        }

        var gradient = Draw(random, 20 * 16);
        few.RemoveFrom(gradient, 16);
        for (var k = 0; k < few.Dimensions; k++)
        {
            for (var output = 0; output < 16; output++)
            {
                Assert.Equal(0, Enumerable.Range(0, 20).Sum(i => few[k][i] * gradient[(i * 16) + output]), 1e-5f);
            }
        }
    }

    [Fact]
    public void Wrong_shapes_and_thresholds_are_refused()
    {
        var subspace = new ActivitySubspace(4);
        Assert.Throws<ArgumentException>(() => subspace.Extend([], .9));
        Assert.Throws<ArgumentException>(() => subspace.Extend([new float[3]], .9));
        Assert.Throws<ArgumentOutOfRangeException>(() => subspace.Extend([new float[4]], 0));
        Assert.Throws<ArgumentException>(() => subspace.RemoveFrom(new float[4 * 16], 8));
        Assert.Throws<ArgumentException>(() => subspace.RemoveFrom(new float[3 * 16], 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientProjectionMemory { Threshold = 1.1 });
    }

    private static List<float[]> Axes(int width, params (int Axis, double Energy)[] axes) => [.. axes.Select(axis =>
    {
        var row = new float[width];
        row[axis.Axis] = (float)Math.Sqrt(axis.Energy);
        return row;
    })];

    private static float[] Draw(RandomStream random, int count)
    {
        var values = new float[count];
        random.FillGaussian(values, 0, 1);
        return values;
    }
}
