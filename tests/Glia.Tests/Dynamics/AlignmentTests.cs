using Glia.Dynamics;
using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Dynamics;

public sealed class AlignmentTests
{
    private static readonly RandomStream Random = new(2, "alignment");

    [Fact]
    public void A_kernel_agrees_with_itself_at_any_scale_and_kernels_lie_between_0_and_1()
    {
        for (var trial = 0; trial < 20; trial++)
        {
            var (k, l) = (Kernel(12, 1 + (trial % 12)), Kernel(12, 3));
            Assert.Equal(1, KernelAlignment.Between(k, k), 1e-12);
            Assert.Equal(1, KernelAlignment.Between(k, 7 * k), 1e-12);
            Assert.Equal(0, KernelAlignment.Distance(k, k), 1e-12);
            Assert.Equal(1, KernelAlignment.Centred(k, k + Matrix<double>.Build.Dense(12, 12, 5)), 1e-9);
            Assert.InRange(KernelAlignment.Between(k, l), 0, 1);
            Assert.InRange(KernelAlignment.Centred(k, l), 0, 1 + 1e-12);
            Assert.Equal(1 - KernelAlignment.Between(k, l), KernelAlignment.Distance(k, l), 1e-15);
        }
    }

    [Fact]
    public void Permuting_the_outputs_changes_nothing()
    {
        var (k, l) = (Kernel(9, 4), Kernel(9, 4));
        var order = Random.Permutation(9);
        Matrix<double> Permuted(Matrix<double> kernel) => Matrix<double>.Build.Dense(9, 9, (row, column) => kernel[order[row], order[column]]);
        Assert.Equal(KernelAlignment.Between(k, l), KernelAlignment.Between(Permuted(k), Permuted(l)), 1e-12);
        Assert.Equal(KernelAlignment.Centred(k, l), KernelAlignment.Centred(Permuted(k), Permuted(l)), 1e-12);
    }

    [Fact]
    public void Representations_are_compared_by_their_similarities()
    {
        var h = Matrix<double>.Build.Dense(10, 4, (_, _) => Random.NextGaussian());
        var rotation = Matrix<double>.Build.Dense(4, 4, (_, _) => Random.NextGaussian()).QR().Q;
        Assert.Equal(1, RepresentationAlignment.Between(h, 3 * h * rotation), 1e-12);
        var other = Matrix<double>.Build.Dense(10, 6, (_, _) => Random.NextGaussian());
        Assert.Equal(KernelAlignment.Between(h * h.Transpose(), other * other.Transpose()), RepresentationAlignment.Between(h, other), 1e-12);
    }

    [Fact]
    public void What_has_no_alignment_is_named()
    {
        var h = Matrix<double>.Build.Dense(3, 2, 1);
        Assert.Contains("dead units", Assert.Throws<InvalidOperationException>(() => RepresentationAlignment.Between(h * 0, h)).Message);
        Assert.Contains("same examples", Assert.Throws<ArgumentException>(() => RepresentationAlignment.Between(h, Matrix<double>.Build.Dense(2, 2, 1))).Message);
        Assert.Contains("square", Assert.Throws<ArgumentException>(() => KernelAlignment.Between(h, h)).Message);
        Assert.Contains("norm 0", Assert.Throws<InvalidOperationException>(() => KernelAlignment.Between(h * h.Transpose() * 0, h * h.Transpose())).Message);
        Assert.Contains("[3, 2] and [2, 2]", Assert.Throws<ArgumentException>(() => SignAgreement.Between(h, Matrix<double>.Build.Dense(2, 2))).Message);
    }

    [Fact]
    public void Signs_agree_where_units_stay_active_or_silent()
    {
        var before = Matrix<double>.Build.DenseOfRowArrays([0.0, 1, 2], [0.0, 0, 3]);
        var after = Matrix<double>.Build.DenseOfRowArrays([0.0, 5, 0], [1.0, 0, 3]);
        Assert.Equal(4.0 / 6, SignAgreement.Between(before, after), 1e-12);
    }

    [Fact]
    public void The_effective_rank_of_equal_values_is_their_number_by_every_definition()
    {
        foreach (var definition in Enum.GetValues<EffectiveRankDefinition>())
        {
            Assert.Equal(5, EffectiveRank.Of(4 * Matrix<double>.Build.DenseIdentity(5), definition), 1e-9);
            Assert.Equal(1, EffectiveRank.OfSingularValues(Vector<double>.Build.DenseOfArray([3, 0, 0]), definition), 1e-12);
        }
    }

    [Fact]
    public void The_effective_ranks_of_two_values_are_those_of_their_formulas()
    {
        var values = Vector<double>.Build.DenseOfArray([3, 1]);
        Assert.Equal(1.6, EffectiveRank.OfSingularValues(values), 1e-12);
        Assert.Equal(100.0 / 82, EffectiveRank.OfSingularValues(values, EffectiveRankDefinition.ParticipationRatio), 1e-12);
        Assert.Equal(10.0 / 9, EffectiveRank.OfSingularValues(values, EffectiveRankDefinition.Stable), 1e-12);
        Assert.Equal(Math.Exp(-(0.75 * Math.Log(0.75)) - (0.25 * Math.Log(0.25))), EffectiveRank.OfSingularValues(values, EffectiveRankDefinition.Entropy), 1e-12);
        Assert.Contains("effective rank of zero", Assert.Throws<ArgumentException>(() => EffectiveRank.Of(Matrix<double>.Build.Dense(2, 2))).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => EffectiveRank.Of(Matrix<double>.Build.Dense(2, 2, double.NaN))).Message);
    }

    private static Matrix<double> Kernel(int size, int rank)
    {
        var features = Matrix<double>.Build.Dense(size, rank, (_, _) => Random.NextGaussian());
        return features * features.Transpose();
    }
}
