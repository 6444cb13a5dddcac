using System.Numerics;
using Glia.Random;
using Glia.Signals;

namespace Glia.Tests.Signals;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public void A_line_equals_its_defining_sum(int length)
    {
        var random = new RandomStream(1, "line");
        var values = Enumerable.Range(0, length).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian())).ToArray();
        var expected = Enumerable.Range(0, length).Select(k => values.Select((value, j) => value * Complex.FromPolarCoordinates(1, -2 * Math.PI * j * k / length)).Aggregate(Complex.Add)).ToArray();
        var found = (Complex[])values.Clone();
        FourierTransform.Forward(found, length);
        Assert.All(found.Zip(expected), pair => Assert.True((pair.First - pair.Second).Magnitude < 1e-11));
        FourierTransform.Inverse(found, length);
        Assert.All(found.Zip(values), pair => Assert.True((pair.First - pair.Second).Magnitude < 1e-12));
    }

    [Fact]
    public void Three_dimensions_give_a_plane_wave_one_coefficient()
    {
        var values = new Complex[4 * 8 * 16];
        for (var i = 0; i < values.Length; i++)
        {
            var (t, y, x) = (i / 128, i / 16 % 8, i % 16);
            values[i] = Complex.FromPolarCoordinates(1, 2 * Math.PI * ((t * 1 / 4.0) + (y * 3 / 8.0) + (x * 5 / 16.0)));
        }

        FourierTransform.Forward(values, 4, 8, 16);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(i == (128 * 1) + (16 * 3) + 5 ? values.Length : 0, values[i].Magnitude, 1e-9);
        }
    }

    [Fact]
    public void Lengths_that_are_no_powers_of_two_or_do_not_fit_are_refused()
    {
        Assert.Contains("12", Assert.Throws<ArgumentException>(() => FourierTransform.Forward(new Complex[12], 12)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FourierTransform.Forward(new Complex[12], 4, 4));
    }

    [Fact]
    public void Frequencies_run_from_minus_a_half_up_to_below_a_half() =>
        Assert.Equal([0, 0.25, -0.5, -0.25], Enumerable.Range(0, 4).Select(index => FourierTransform.Frequency(index, 4)));
}
