using CsCheck;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class SpikeStatisticsTests
{
    [Fact]
    public void A_clock_has_its_rate_and_no_variation()
    {
        var clock = Enumerable.Range(0, 100).Select(i => i * 10_000L).ToArray();
        var trains = SpikeTrains.FromSorted(clock, new int[100], 2, new TimeWindow(0, 1_000_000));
        Assert.Equal([100.0, 0], SpikeStatistics.FiringRates(trains));
        Assert.Equal(0, SpikeStatistics.CoefficientOfVariation(clock));
        Assert.Equal(0, SpikeStatistics.Cv2(clock));
        Assert.Equal(0, SpikeStatistics.FanoFactor(clock, trains.Window, 50_000), 12);
    }

    [Fact]
    public void A_Poisson_process_has_CV_CV2_and_Fano_factor_one()
    {
        var trains = PoissonEncoding.Encode([200], new TimeWindow(0, 200_000_000), new RandomStream(1, "poisson"));
        Assert.Equal(200, SpikeStatistics.FiringRates(trains)[0], 200 * 0.02);
        Assert.Equal(1, SpikeStatistics.CoefficientOfVariation(trains.Times), 0.03);
        Assert.Equal(1, SpikeStatistics.Cv2(trains.Times), 0.03);
        Assert.Equal(1, SpikeStatistics.FanoFactor(trains.Times, trains.Window, 100_000), 0.12);
    }

    [Fact]
    public void Worked_by_hand()
    {
        long[] times = [0, 10, 40, 60];
        Assert.Equal([10L, 30, 20], SpikeStatistics.InterspikeIntervals(times));
        Assert.Equal(Math.Sqrt(200.0 / 3) / 20, SpikeStatistics.CoefficientOfVariation(times), 12);
        Assert.Equal(((2 * 20.0 / 40) + (2 * 10.0 / 50)) / 2, SpikeStatistics.Cv2(times), 12);
        // Counts 2, 0, 1, with the spike at 60 in what is left over.
        Assert.Equal(2.0 / 3, SpikeStatistics.FanoFactor(times, new TimeWindow(0, 61), 20), 12);
    }

    [Fact]
    public void Fano_factor_is_that_of_the_counts_written_out() => Gen.Select(Gen.Long[0, 999].Array[1, 60], Gen.Long[1, 400]).Sample((times, length) =>
    {
        Array.Sort(times);
        var counts = Enumerable.Range(0, (int)(1000 / length)).Select(w => (double)times.Count(t => t / length == w)).ToArray();
        var expected = (counts.Average(c => c * c) - (counts.Average() * counts.Average())) / counts.Average();
        Assert.Equal(expected, SpikeStatistics.FanoFactor(times, new TimeWindow(0, 1000), length), 1e-9);
    });

    [Fact]
    public void Too_few_spikes_are_not_a_number_and_too_little_time_is_refused()
    {
        Assert.True(double.IsNaN(SpikeStatistics.CoefficientOfVariation([1, 2])));
        Assert.True(double.IsNaN(SpikeStatistics.Cv2([1, 2])));
        Assert.True(double.IsNaN(SpikeStatistics.FanoFactor([], new TimeWindow(0, 100), 10)));
        Assert.Throws<ArgumentException>(() => SpikeStatistics.FanoFactor([], new TimeWindow(0, 15), 10));
        Assert.Throws<ArgumentException>(() => SpikeStatistics.FiringRates(SpikeTrains.Empty(1)));
        Assert.Throws<ArgumentException>(() => SpikeStatistics.Cv2([2, 1]));
    }

    [Fact]
    public void Units_that_fire_alike_have_chi_one_and_independent_ones_one_over_root_n()
    {
        const int units = 100;
        var window = new TimeWindow(0, 20_000_000);
        var one = PoissonEncoding.Encode([50], window, new RandomStream(2, "one"));
        var alike = SpikeTrains.Sort([.. Enumerable.Repeat(one.Times.ToArray(), units).SelectMany(t => t)], [.. Enumerable.Range(0, units).SelectMany(u => Enumerable.Repeat(u, one.Count))], units, window);
        Assert.Equal(1, PopulationSynchrony.Chi(alike, 5_000), 1e-9);
        var free = PoissonEncoding.Encode([.. Enumerable.Repeat(50.0, units)], window, new RandomStream(3, "free"));
        Assert.Equal(0.1, PopulationSynchrony.Chi(free, 5_000), 0.01);
    }

    [Fact]
    public void Chi_is_that_of_the_binned_counts_written_out() => Gen.Select(Gen.Long[0, 999], Gen.Int[0, 3]).Array[1, 80].Sample(spikes =>
    {
        var trains = SpikeTrains.Sort(Array.ConvertAll(spikes, s => s.Item1), Array.ConvertAll(spikes, s => s.Item2), 4, new TimeWindow(0, 1000));
        var bins = new EventBinning { StepMicroseconds = 100 }.Bin(trains, 10);
        double Variance(Func<int, double> at) => Enumerable.Range(0, 10).Average(t => at(t) * at(t)) - Math.Pow(Enumerable.Range(0, 10).Average(at), 2);
        var expected = Math.Sqrt(Variance(t => Enumerable.Range(0, 4).Average(c => bins[t, c])) / Enumerable.Range(0, 4).Average(c => Variance(t => bins[t, c])));
        Assert.Equal(expected, PopulationSynchrony.Chi(trains, 100), 1e-9);
    });
}
