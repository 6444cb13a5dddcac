using Glia.Random;
using Glia.Vision;

namespace Glia.Tests.Vision;

/// <summary>Dead leaves and their whitening.</summary>
public sealed class ImagesTests
{
    private static readonly GreyImage Leaves = DeadLeaves.Draw(new RandomStream(3, "leaves"));

    [Fact]
    public void Dead_leaves_have_the_spectrum_of_photographs_and_repeat_without_a_seam()
    {
        Assert.InRange(Whitening.SpectralSlope(Leaves), -2.6, -1.4);

        // Neighbours across the seam differ no more than neighbours elsewhere.
        double Step(int x) => Enumerable.Range(0, 512).Average(y => Math.Abs(Leaves[y, x] - Leaves[y, (x + 1) % 512]));
        Assert.InRange(Step(511), 0, 3 * Enumerable.Range(0, 511).Average(Step));
    }

    [Fact]
    public void Whitening_gives_mean_zero_variance_one_and_a_flat_spectrum()
    {
        var white = Whitening.Apply(Leaves);
        Assert.Equal(0, white.Pixels.Average(), 1e-10);
        Assert.Equal(1, white.Pixels.Average(pixel => pixel * pixel), 1e-10);
        Assert.InRange(Whitening.SpectralSlope(white), -0.8, 0.6);
        Assert.True(Whitening.SpectralSlope(white) > Whitening.FlattestNaturalSlope && Whitening.SpectralSlope(Leaves) < Whitening.FlattestNaturalSlope);
    }

    [Fact]
    public void A_wave_is_scaled_by_its_frequency_and_the_cutoff()
    {
        // Two waves of equal height, whose heights afterwards stand in the ratio of the filter.
        static double Filter(double f) => f * Math.Exp(-Math.Pow(f / 0.4, 4));
        var image = new GreyImage(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(i => Math.Cos(2 * Math.PI * 8 * (i % 64) / 64) + Math.Cos(2 * Math.PI * 24 * (i / 64) / 64))]);
        var white = Whitening.Apply(image);
        double Height(Func<int, double> wave) => 2 * white.Pixels.Select((pixel, i) => pixel * wave(i)).Average();
        var ratio = Height(i => Math.Cos(2 * Math.PI * 8 * (i % 64) / 64)) / Height(i => Math.Cos(2 * Math.PI * 24 * (i / 64) / 64));
        Assert.Equal(Filter(8 / 64.0) / Filter(24 / 64.0), ratio, 1e-10);
    }

    [Fact]
    public void A_constant_image_whitens_to_zero_and_odd_sides_are_refused()
    {
        Assert.All(Whitening.Apply(new GreyImage(8, 8, [.. Enumerable.Repeat(0.3, 64)])).Pixels, pixel => Assert.Equal(0, pixel, 1e-12));
        Assert.Throws<ArgumentException>(() => Whitening.Apply(new GreyImage(6, 8, new double[48])));
        Assert.Throws<ArgumentException>(() => Whitening.Apply(new GreyImage(8, 8, new double[60])));
    }
}
