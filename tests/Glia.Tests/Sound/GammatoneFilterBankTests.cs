using Glia.Sound;

namespace Glia.Tests.Sound;

public sealed class GammatoneFilterBankTests
{
    private const int Rate = 22_050;

    [Fact]
    public void The_ERB_scale_has_its_published_values_and_goes_both_ways()
    {
        Assert.Equal(132.639, ErbScale.Bandwidth(1000), 3);
        Assert.Equal(15.62, ErbScale.ToErbs(1000), 2);
        Assert.Equal(440, ErbScale.ToHertz(ErbScale.ToErbs(440)), 9);
        var centres = ErbScale.Spaced(80, 8000, 5);
        Assert.Equal((80, 8000), (Math.Round(centres[0], 6), Math.Round(centres[4], 6)));
        Assert.Equal(ErbScale.ToErbs(centres[2]) - ErbScale.ToErbs(centres[1]), ErbScale.ToErbs(centres[4]) - ErbScale.ToErbs(centres[3]), 9);
        Assert.Throws<ArgumentException>(() => ErbScale.Spaced(80, 80, 5));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1000)]
    [InlineData(4000)]
    public void Gain_is_one_at_the_centre_and_three_decibels_less_at_the_edges(double centre)
    {
        Assert.Equal(1, Gain(centre, centre), 0.02);
        // Four poles: down to 1/√2 at b √(2^¼ − 1) from the centre, with b = 1.0186 ERB.
        var edge = 1.0186 * Math.Sqrt(Math.Pow(2, 0.25) - 1) * ErbScale.Bandwidth(centre);
        Assert.Equal(Math.Sqrt(0.5), Gain(centre, centre + edge), 0.03);
        Assert.Equal(Math.Sqrt(0.5), Gain(centre, centre - edge), 0.03);
        Assert.True(Gain(centre, centre + (4 * ErbScale.Bandwidth(centre))) < 0.01);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void A_filter_lets_as_much_noise_through_as_a_rectangle_of_its_ERB(double centre)
    {
        var impulse = new float[Rate];
        impulse[0] = 1;
        var response = Filter(centre, impulse);
        var through = response.Sum(value => (double)value * value) * Rate / 2;
        Assert.Equal(ErbScale.Bandwidth(centre), through, 0.02 * through);
    }

    [Fact]
    public void Filters_are_those_of_double_precision_written_out()
    {
        var sound = Enumerable.Range(0, 2000).Select(n => (float)Math.Sin(0.3 * n) * (n % 7)).ToArray();
        double[] centres = [100, 150, 333, 1000, 2500, 4000, 5000, 6000, 7000, 8000, 9000];
        var filtered = new float[sound.Length * centres.Length];
        new GammatoneFilterBank(Rate, centres).Filter(sound, filtered);
        for (var channel = 0; channel < centres.Length; channel++)
        {
            var decay = Math.Exp(-2 * Math.PI * ErbScale.Bandwidth(centres[channel]) / (Math.PI * 0.3125) / Rate);
            var pole = System.Numerics.Complex.FromPolarCoordinates(decay, 2 * Math.PI * centres[channel] / Rate);
            var state = new System.Numerics.Complex[4];
            for (var n = 0; n < sound.Length; n++)
            {
                System.Numerics.Complex value = 2 * Math.Pow(1 - decay, 4) * sound[n];
                for (var stage = 0; stage < 4; stage++)
                {
                    value = state[stage] = (pole * state[stage]) + value;
                }

                Assert.Equal(value.Real, filtered[(n * centres.Length) + channel], 2e-3);
            }
        }
    }

    [Fact]
    public void Channels_above_half_the_sample_rate_are_silent()
    {
        var filtered = new float[2 * 100];
        new GammatoneFilterBank(8000, [1000, 4000]).Filter(Enumerable.Repeat(1f, 100).ToArray(), filtered);
        Assert.All(Enumerable.Range(0, 100), n => Assert.Equal(0, filtered[(2 * n) + 1]));
        Assert.Throws<ArgumentException>(() => new GammatoneFilterBank(8000, [1000]).Filter(new float[3], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammatoneFilterBank(8000, [0]));
    }

    private static double Gain(double centre, double frequency)
    {
        var tone = Enumerable.Range(0, Rate).Select(n => (float)Math.Sin(2 * Math.PI * frequency * n / Rate)).ToArray();
        return Filter(centre, tone).Skip(Rate / 2).Max();
    }

    private static float[] Filter(double centre, float[] sound)
    {
        var filtered = new float[sound.Length];
        new GammatoneFilterBank(Rate, [centre]).Filter(sound, filtered);
        return filtered;
    }
}
