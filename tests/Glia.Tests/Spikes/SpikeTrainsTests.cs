using CsCheck;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class SpikeTrainsTests
{
    private static readonly Gen<(long Time, int Unit)[]> Spikes = Gen.Select(Gen.Long[-1000, 100_000], Gen.Int[0, 6]).Array[0, 200];

    [Fact]
    public void Sorting_keeps_equal_times_in_their_order() => Spikes.Sample(spikes =>
    {
        var trains = Of(spikes);
        var expected = spikes.OrderBy(spike => spike.Time).ToArray();
        Assert.Equal(expected.Select(spike => spike.Time), trains.Times.ToArray());
        Assert.Equal(expected.Select(spike => spike.Unit), trains.Units.ToArray());
    });

    [Fact]
    public void Times_over_the_whole_range_are_sorted() => Gen.Long[-TimeWindow.Limit + 1, TimeWindow.Limit - 1].Array[2, 50].Sample(times =>
        Assert.Equal(times.Order(), SpikeTrains.Sort(times, new int[times.Length], 1).Times.ToArray()));

    [Fact]
    public void Slices_next_to_each_other_hold_every_spike_once() => Gen.Select(Spikes, Gen.Long[-1000, 100_000]).Sample((spikes, cut) =>
    {
        var trains = Of(spikes);
        var (left, right) = (trains.SliceTime(-2000, cut), trains.SliceTime(cut, 200_000));
        Assert.Equal(trains.Times.ToArray(), left.Times.ToArray().Concat(right.Times.ToArray()));
        Assert.Equal(trains.Units.ToArray(), left.Units.ToArray().Concat(right.Units.ToArray()));
        Assert.Equal(trains.Window.Length, left.Window.Length + right.Window.Length);
    });

    [Fact]
    public void Selecting_units_keeps_their_spikes_and_numbers_them_anew() => Spikes.Sample(spikes =>
    {
        var trains = Of(spikes);
        var chosen = trains.SelectUnits(5, 2);
        Assert.Equal(2, chosen.UnitCount);
        Assert.Equal(trains.ByUnit()[5].ToArray(), chosen.ByUnit()[0].ToArray());
        Assert.Equal(trains.ByUnit()[2].ToArray(), chosen.ByUnit()[1].ToArray());
    });

    [Fact]
    public void Spikes_by_unit_are_the_spikes_and_agree_with_the_counts() => Spikes.Sample(spikes =>
    {
        var trains = Of(spikes);
        var units = trains.ByUnit();
        Assert.Equal(trains.CountsByUnit(), units.Select(unit => unit.Length));
        Assert.All(Enumerable.Range(0, 7), unit =>
            Assert.Equal(spikes.Where(spike => spike.Unit == unit).Select(spike => spike.Time).Order(), units[unit].ToArray()));
    });

    [Fact]
    public void The_caller_can_not_change_the_spikes_afterwards()
    {
        var times = new long[] { 1, 2 };
        var trains = SpikeTrains.FromSorted(times, [0, 0], 1);
        times[0] = 7;
        Assert.Equal([1, 2], trains.Times.ToArray());
    }

    [Fact]
    public void A_shift_moves_spikes_and_window()
    {
        var trains = SpikeTrains.FromSorted([1, 5], [0, 1], 2).Shift(-3);
        Assert.Equal([-2, 2], trains.Times.ToArray());
        Assert.Equal(new TimeWindow(-3, 3), trains.Window);
        Assert.Throws<ArgumentException>(() => trains.Shift(TimeWindow.Limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => trains.Shift(long.MinValue));
    }

    [Theory]
    [InlineData("Event 2 at 3 µs comes after event 1 at 5 µs", new long[] { 1, 5, 3 }, new[] { 0, 0, 0 })]
    [InlineData("Spike 1 is of unit 2; units must be from 0 to 1", new long[] { 1, 5 }, new[] { 0, 2 })]
    [InlineData("Spike 0 is of unit -1", new long[] { 1 }, new[] { -1 })]
    [InlineData("got 1 times and 2 units", new long[] { 1 }, new[] { 0, 0 })]
    [InlineData("Event 0 has the time 9223372036854775807", new[] { long.MaxValue }, new[] { 0 })]
    public void What_is_wrong_is_said_with_its_place(string says, long[] times, int[] units) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => SpikeTrains.FromSorted(times, units, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_window_must_hold_the_spikes() =>
        Assert.Contains("outside their window", Assert.Throws<ArgumentException>(() => SpikeTrains.FromSorted([1, 9], [0, 0], 1, new TimeWindow(0, 9))).Message, StringComparison.Ordinal);

    private static SpikeTrains Of((long Time, int Unit)[] spikes) =>
        SpikeTrains.Sort(Array.ConvertAll(spikes, spike => spike.Time), Array.ConvertAll(spikes, spike => spike.Unit), 7);
}
