using CsCheck;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class EncodingTests
{
    [Fact]
    public void Poisson_spikes_come_at_their_rates_and_the_same_from_the_same_seed()
    {
        var window = new TimeWindow(-500_000, 9_500_000);
        SpikeTrains Draw() => PoissonEncoding.Encode([0, 40, 400], window, new RandomStream(5, "p"));
        var (trains, again) = (Draw(), Draw());
        Assert.Equal(0, trains.CountsByUnit()[0]);
        Assert.Equal(400, trains.CountsByUnit()[1], 80.0);
        Assert.Equal(4000, trains.CountsByUnit()[2], 260.0);
        Assert.Equal(trains.Times.ToArray(), again.Times.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonEncoding.Encode([double.NaN], window, new RandomStream(5, "p")));
    }

    [Fact]
    public void Rates_are_the_mean_of_the_spikes()
    {
        var spikes = new float[3 * 10_000];
        RateEncoding.Encode([0, 0.3f, 1], spikes, new RandomStream(6, "r"));
        float Mean(int unit) => spikes.Where((_, i) => i % 3 == unit).Average();
        Assert.Equal(0, Mean(0));
        Assert.Equal(0.3, Mean(1), 0.02);
        Assert.Equal(1, Mean(2));
        Assert.Throws<ArgumentException>(() => RateEncoding.Encode([1.5f], new float[2], new RandomStream(6, "r")));
        Assert.Throws<ArgumentException>(() => RateEncoding.Encode([0, 1], new float[3], new RandomStream(6, "r")));
    }

    [Fact]
    public void Larger_values_fire_earlier_and_those_at_the_threshold_not_at_all()
    {
        var linear = new LatencyEncoding().Encode([0.01f, 1, 0.25f]);
        Assert.Equal([1, 2], linear.Units.ToArray());
        Assert.Equal([0L, 75_000], linear.Times.ToArray());
        var curve = new LatencyEncoding { Curve = LatencyCurve.Logarithmic, Threshold = 0.5 }.Encode([1, 0.500001f, 0.75f]);
        Assert.Equal([0, 2, 1], curve.Units.ToArray());
        Assert.Equal([(long)Math.Round(20_000 * Math.Log(2)), (long)Math.Round(20_000 * Math.Log(3)), 100_000], curve.Times.ToArray());
        Assert.Throws<ArgumentException>(() => new LatencyEncoding().Encode([-1]));
    }

    [Fact]
    public void The_signal_is_never_further_than_a_threshold_from_what_its_spikes_add_up_to() =>
        Gen.Float[-3, 3].Array[2, 50].Sample(signal =>
        {
            var spikes = new DeltaEncoding { Threshold = 0.25 }.Encode(signal, 1);
            for (var sample = 1; sample < signal.Length; sample++)
            {
                var level = (double)signal[0];
                for (var i = 0; i < spikes.Count && spikes.Times[i] <= sample * 1000; i++)
                {
                    level += spikes.Units[i] == 0 ? 0.25 : -0.25;
                }

                // A spike just at a sample's time may belong to the next interval.
                Assert.InRange(Math.Abs(level - signal[sample]), 0, 0.5);
            }
        });

    [Fact]
    public void A_ramp_crosses_its_levels_at_even_times_up_and_down()
    {
        var spikes = new DeltaEncoding { Threshold = 0.25 }.Encode([0, 7, 1, 7, 0, 7], 2);
        Assert.Equal([0, 0, 0, 0, 2, 2, 2, 2], spikes.Units.ToArray());
        Assert.Equal([250L, 500, 750, 1000, 1250, 1500, 1750, 2000], spikes.Times.ToArray());
        Assert.Throws<ArgumentException>(() => new DeltaEncoding().Encode([0, float.NaN], 1));
        Assert.Contains("Take a larger threshold", Assert.Throws<ArgumentException>(() => new DeltaEncoding().Encode([0, 1e30f], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_neuron_whose_field_is_centred_on_a_value_fires_first()
    {
        var encoding = new PopulationEncoding { Neurons = 6, Low = -1, High = 1 };
        // Centres: -1.25, -0.75, -0.25, 0.25, 0.75, 1.25; width 1/3.
        var spikes = encoding.Encode([0.25f]);
        Assert.Equal(3, spikes.Units[0]);
        Assert.Equal(0, spikes.Times[0]);
        Assert.Equal((long)Math.Round(10_000 * (1 - Math.Exp(-1.5 * 1.5 / 2))), spikes.Times[1]);
        Assert.Equal([2, 4], spikes.Units[1..].ToArray());
        Assert.Equal(9, encoding.Encode([0, 0.25f]).Units[0]);
        Assert.Throws<ArgumentException>(() => encoding.Encode([1.5f]));
    }
}
