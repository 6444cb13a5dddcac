using Glia.Dynamics;
using Glia.Random;
using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Recurrent;

public sealed class InitializerTests
{
    private static readonly RandomStream Random = new(1, "initializers");

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(99)]
    public void Truncation_leaves_the_rank_and_the_norm(int rank)
    {
        var full = new GaussianInitializer().Draw(100, Random.Child("full"));
        var cut = new LowRankInitializer(rank).Truncate(full);
        var values = cut.Svd(computeVectors: false).S;
        Assert.True(values[rank] / values[0] < 1e-6);
        Assert.True(values[rank - 1] / values[0] > 1e-6);
        Assert.Equal(full.FrobeniusNorm(), cut.FrobeniusNorm(), 1e-6);
        Assert.InRange(EffectiveRank.Of(cut), 1 - 1e-9, rank + 1e-9);
    }

    [Theory]
    [InlineData(100, 12.5)]
    [InlineData(300, 21.65)]
    public void The_norm_is_the_gain_times_the_root_of_the_units(int units, double norm) =>
        Assert.Equal(norm, new GaussianInitializer().Draw(units, Random.Child("norm")).FrobeniusNorm(), 0.02 * norm);

    [Fact]
    public void Rank_one_has_the_whole_norm_as_its_spectral_norm_and_full_rank_is_the_full_matrix()
    {
        var full = new GaussianInitializer().Draw(60, Random.Child("full"));
        Assert.Equal(full.FrobeniusNorm(), new LowRankInitializer(1).Truncate(full).L2Norm(), 1e-6);
        Assert.Equal(full, new LowRankInitializer(60).Truncate(full));
        Assert.Equal(full, new LowRankInitializer(60).Draw(60, Random.Child("full")));
    }

    [Fact]
    public void Without_the_norm_the_cut_matrix_is_smaller_and_a_warning_says_so()
    {
        var full = new GaussianInitializer().Draw(50, Random.Child("full"));
        var initializer = new LowRankInitializer(5) { PreserveFrobenius = false };
        Assert.Contains("confounded", initializer.Warning);
        Assert.Null(new LowRankInitializer(5).Warning);
        Assert.True(initializer.Truncate(full).FrobeniusNorm() < 0.7 * full.FrobeniusNorm());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_rank_out_of_range_is_refused_with_the_range(int rank) =>
        Assert.Contains("from 1 to 10", Assert.Throws<ArgumentException>(() => new LowRankInitializer(rank).Draw(10, Random.Child("r"))).Message);

    [Fact]
    public void Dale_columns_have_one_sign_and_balance()
    {
        var weights = new DaleInitializer().Draw(200, Random.Child("dale"));
        Assert.All(Enumerable.Range(0, 160), from => Assert.True(weights.Column(from).Minimum() >= 0));
        Assert.All(Enumerable.Range(160, 40), from => Assert.True(weights.Column(from).Maximum() <= 0));
        Assert.Equal(1.25 * Math.Sqrt(200), weights.FrobeniusNorm(), 1e-9);
        Assert.True(Math.Abs(weights.RowSums().Average()) < 0.05 * weights.PointwiseAbs().RowSums().Average());
        Assert.Contains("ExcitatoryShare", Assert.Throws<ArgumentException>(() => new DaleInitializer { ExcitatoryShare = 1 }.Draw(10, Random)).Message);
    }

    [Fact]
    public void Blocks_of_cell_types_have_their_probabilities_and_strengths()
    {
        var initializer = new CellTypeInitializer
        {
            Shares = [0.5, 0.5],
            Probability = Matrix<double>.Build.DenseOfRowArrays([0.2, 0.5], [0.0, 1.0]),
            Strength = Matrix<double>.Build.DenseOfRowArrays([1, -4], [1, -2]),
        };
        var weights = initializer.Draw(200, Random.Child("types"));
        Matrix<double> Block(int to, int from) => weights.SubMatrix(to * 100, 100, from * 100, 100);
        double Share(Matrix<double> block) => block.Enumerate().Count(weight => weight != 0) / 10_000.0;
        Assert.Equal(0.2, Share(Block(0, 0)), 0.02);
        Assert.Equal(0.5, Share(Block(0, 1)), 0.02);
        Assert.Equal(0, Share(Block(1, 0)));
        Assert.Equal(1, Share(Block(1, 1)), 0.001);
        var unit = Block(0, 0).Enumerate().Where(weight => weight != 0).Average();
        Assert.InRange(Block(0, 1).Enumerate().Where(weight => weight != 0).Average() / unit, -4.6, -3.4);
        Assert.InRange(Block(1, 1).Enumerate().Average() / unit, -2.3, -1.7);
        Assert.Equal(1.25 * Math.Sqrt(200), weights.FrobeniusNorm(), 1e-9);
    }

    [Fact]
    public void Cell_types_that_do_not_fit_are_named()
    {
        Assert.Contains("add up to 0.9", Assert.Throws<ArgumentException>(() => new CellTypeInitializer { Shares = [0.5, 0.2, 0.1, 0.1] }.Draw(10, Random)).Message);
        Assert.Contains("Probability must be [2, 2]", Assert.Throws<ArgumentException>(() => new CellTypeInitializer { Shares = [0.5, 0.5] }.Draw(10, Random)).Message);
    }

    [Fact]
    public void Sparse_weights_have_their_share()
    {
        var weights = new SparseInitializer(0.1).Draw(200, Random.Child("sparse"));
        Assert.Equal(0.1, weights.Enumerate().Count(weight => weight != 0) / 40_000.0, 0.01);
        Assert.Equal(1.25 * Math.Sqrt(200), weights.FrobeniusNorm(), 1e-9);
        Assert.Equal(weights, new SparseInitializer(0.1).Draw(200, Random.Child("sparse")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseInitializer(0).Draw(10, Random));
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(1, -1.0)]
    [InlineData(1, 0.3)]
    [InlineData(4, 0.5)]
    public void Aligned_weights_have_rank_norm_and_overlap(int rank, double overlap)
    {
        var target = Vector<double>.Build.Dense(20, i => i - 3.0);
        var weights = new AlignedLowRankInitializer(rank) { Overlap = overlap, Norm = 3 }.Draw(30, target, Random.Child("aligned"));
        var values = weights.Svd(computeVectors: false).S;
        Assert.Equal(3, weights.FrobeniusNorm(), 1e-9);
        Assert.All(values.Take(rank), value => Assert.Equal(3 / Math.Sqrt(rank), value, 1e-9));
        Assert.All(values.Skip(rank), value => Assert.Equal(0, value, 1e-9));
        Assert.Equal(Math.Abs(overlap) * 3 / Math.Sqrt(rank), (weights * target.Normalize(2)).L2Norm(), 1e-9);
    }

    [Fact]
    public void Alignment_is_with_the_covariance_of_features_and_target()
    {
        var target = Vector<double>.Build.DenseOfArray([1, 1]);
        var covariance = Matrix<double>.Build.DenseOfDiagonalArray([3, 4]);
        var weights = new AlignedLowRankInitializer().Draw(5, target, covariance, Random.Child("features"));
        Assert.Equal(1, (weights * Vector<double>.Build.DenseOfArray([0.6, 0.8])).L2Norm(), 1e-9);
        Assert.Contains("no covariance", Assert.Throws<ArgumentException>(() => new AlignedLowRankInitializer().Draw(5, target * 0, Random)).Message);
        Assert.Contains("from 1 to 2", Assert.Throws<ArgumentException>(() => new AlignedLowRankInitializer(3).Draw(5, target, Random)).Message);
        Assert.Contains("[2, 2]", Assert.Throws<ArgumentException>(() => new AlignedLowRankInitializer().Draw(5, target, Matrix<double>.Build.Dense(3, 3), Random)).Message);
    }
}
