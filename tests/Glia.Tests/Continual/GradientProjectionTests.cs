using CsCheck;
using Glia.Continual;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Continual;

/// <summary>The projections of GEM and A-GEM.</summary>
public sealed class GradientProjectionTests
{
    private const int Width = 37;
    private static readonly Gen<float[]> Gradient = Gen.Float[-1, 1].Array[Width];

    [Fact]
    public void Agem_never_disagrees_with_the_reference() => Gen.Select(Gradient, Gradient).Sample((gradient, reference) =>
    {
        var projected = (float[])gradient.Clone();
        AveragedGradientEpisodicMemory.Project(projected, reference);
        Assert.True(Dot(projected, reference) >= -1e-6 * Norm(gradient) * Norm(reference));
        if (Dot(gradient, reference) >= 0)
        {
            Assert.Equal(gradient, projected);
        }
    });

    [Fact]
    public void Gem_with_one_memory_and_no_margin_is_agem() => Gen.Select(Gradient, Gradient).Sample((gradient, reference) =>
    {
        float[] gem = [.. gradient], agem = [.. gradient];
        AveragedGradientEpisodicMemory.Project(agem, reference);
        new GradientCone(margin: 0, ridge: 0).Project(gem, [reference]);
        Assert.All(gem.Zip(agem), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    });

    [Fact]
    public void Gem_gives_the_nearest_gradient_that_agrees_with_all_memories() => Gen.Select(Gradient, Gradient.Array[1, 5]).Sample((gradient, memories) =>
    {
        float[] projected = [.. gradient];
        var changed = new GradientCone(margin: 0, ridge: 0).Project(projected, memories);
        Assert.Equal(memories.Any(memory => Dot(gradient, memory) < 0), changed);
        Assert.All(memories, memory => Assert.True(Dot(projected, memory) >= -1e-5));
        var nearest = Nearest(gradient, memories);
        Assert.All(projected.Zip(nearest), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    });

    [Fact]
    public void A_margin_gives_every_memory_at_least_that_weight()
    {
        float[] gradient = [-1, -1, 5], first = [1, 0, 0], second = [0, 1, 0];
        new GradientCone(margin: .5, ridge: 0).Project(gradient, [first, second]);
        Assert.Equal([0, 0, 5], gradient);
        float[] milder = [-.1f, 2, 5];
        new GradientCone(margin: .5, ridge: 0).Project(milder, [first, second]);
        Assert.Equal([.4f, 2.5f, 5], milder);
        float[] agrees = [.1f, 2, 5];
        Assert.False(new GradientCone(margin: .5, ridge: 0).Project(agrees, [first, second]));
        Assert.Equal([.1f, 2, 5], agrees);
    }

    [Fact]
    public void Inner_products_are_those_in_double_precision() => Gen.Float[-1, 1].Array[1, 20000].Select(Gen.Int[0, 3]).Sample(
        (a, shift) =>
        {
            var b = a.Select((value, i) => value + (((i + shift) % 7) - 3)).ToArray();
            Assert.Equal(Dot(a, b), GradientProduct.Dot(a, b), 2e-6 * Norm(a) * Norm(b));
        },
        iter: 30);

    // The primal problem, over all choices of memories that the gradient is made orthogonal to.
    private static double[] Nearest(float[] gradient, float[][] memories)
    {
        var g = Vector<double>.Build.Dense(gradient.Length, i => gradient[i]);
        Vector<double>? best = null;
        for (var set = 0; set < 1 << memories.Length; set++)
        {
            var active = memories.Where((_, k) => (set & (1 << k)) != 0).ToArray();
            var candidate = g;
            if (active.Length > 0)
            {
                var rows = Matrix<double>.Build.Dense(active.Length, gradient.Length, (r, c) => active[r][c]);
                candidate = g - rows.TransposeThisAndMultiply(rows.TransposeAndMultiply(rows).Solve(rows * g));
            }

            if (memories.All(memory => memory.Select((value, i) => value * candidate[i]).Sum() >= -1e-9) && (best is null || (candidate - g).L2Norm() < (best - g).L2Norm()))
            {
                best = candidate;
            }
        }

        return [.. best!];
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b).Sum(pair => (double)pair.First * pair.Second);

    private static double Norm(float[] a) => Math.Sqrt(Dot(a, a));
}
