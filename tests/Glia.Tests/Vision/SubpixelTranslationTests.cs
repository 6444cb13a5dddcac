using Glia.Random;
using Glia.Vision;

namespace Glia.Tests.Vision;

public sealed class SubpixelTranslationTests
{
    private static readonly GreyImage Image = Whitening.Apply(DeadLeaves.Draw(new RandomStream(1, "leaves"), new DeadLeavesOptions { Size = 64, Leaves = 200, LargestRadius = 20 }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, -5)]
    public void By_whole_pixels_it_rolls_the_image(int dy, int dx)
    {
        var moved = SubpixelTranslation.Apply(Image, dy, dx);
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++)
            {
                Assert.Equal(Image[(y - dy + 64) % 64, (x - dx + 64) % 64], moved[y, x], 1e-10);
            }
        }
    }

    [Fact]
    public void There_and_back_is_where_it_was_off_the_nyquist_frequency()
    {
        // Whitened images have next to nothing there: e^(−(0.5/0.4)⁴) of what they had.
        var smooth = Whitening.Apply(Image, 0.2);
        var back = SubpixelTranslation.Apply(SubpixelTranslation.Apply(smooth, 0.37, -1.81), -0.37, 1.81);
        Assert.All(back.Pixels.Zip(smooth.Pixels), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Cutting_a_part_between_pixels_is_close_to_moving_the_whole_image()
    {
        var image = Whitening.Apply(DeadLeaves.Draw(new RandomStream(2, "leaves"), new DeadLeavesOptions { Size = 256, Leaves = 1000 }));
        var whole = SubpixelTranslation.Apply(image, -0.37, -0.81);
        var part = new double[32 * 32];
        SubpixelTranslation.Cut(image, 100.37, 50.81, part, 32, 32);
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < part.Length; i++)
        {
            var expected = whole[100 + (i / 32), 50 + (i % 32)];
            error += (part[i] - expected) * (part[i] - expected);
            power += expected * expected;
        }

        Assert.True(Math.Sqrt(error / power) < 0.01, $"relative error {Math.Sqrt(error / power)}");
    }

    [Fact]
    public void A_part_at_whole_pixels_is_exact_and_goes_on_at_the_other_edge()
    {
        var part = new double[8 * 8];
        SubpixelTranslation.Cut(Image, -3, 60, part, 8, 8);
        Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(Image[((i / 8) - 3 + 64) % 64, (60 + (i % 8)) % 64], part[i], 1e-12));
    }
}
