using CsCheck;
using Glia.Formats;
using Glia.Spikes;

namespace Glia.Tests.Formats;

public sealed class SpikeArchiveTests
{
    private static readonly Gen<SpikeTrains> Recordings = Gen.Select(Gen.Int[0, 40], Gen.Select(Gen.Int[0, 39], Gen.Int[0, 299]).HashSet[0, 80], (steps, spikes) =>
    {
        var kept = spikes.Where(spike => spike.Item1 < steps).OrderBy(spike => spike).ToArray();
        return SpikeTrains.FromSorted(Array.ConvertAll(kept, s => (s.Item1 + 1) * 500L), Array.ConvertAll(kept, s => s.Item2), 300, new TimeWindow(0, (steps * 500) + 1));
    });

    [Fact]
    public void Recordings_and_columns_come_back_as_they_were() => Recordings.Array[0, 6].Sample(recordings =>
    {
        var labels = Enumerable.Range(0, recordings.Length).Select(i => (byte)i).ToArray();
        var read = SpikeArchive.Parse(new SpikeArchive(500, 300, recordings, new Dictionary<string, byte[]> { ["label"] = labels }).Write(), "f");
        Assert.Equal((500, 300, recordings.Length), (read.StepMicroseconds, read.UnitCount, read.Recordings.Count));
        Assert.Equal(labels, read.Columns["label"]);
        Assert.All(recordings.Zip(read.Recordings), pair =>
        {
            Assert.Equal(pair.First.Times.ToArray(), pair.Second.Times.ToArray());
            Assert.Equal(pair.First.Units.ToArray(), pair.Second.Units.ToArray());
            Assert.Equal(pair.First.Window, pair.Second.Window);
        });
    }, iter: 50);

    [Fact]
    public void Damaged_archives_give_a_message_or_a_result()
    {
        var good = new SpikeArchive(500, 300, [SpikeTrains.FromSorted([500, 500, 1500], [2, 299, 7], 300, new TimeWindow(0, 2001))], new Dictionary<string, byte[]> { ["a"] = [1] }).Write();
        HostileContent.Check(good, content => SpikeArchive.Parse(content, "f"), iterations: 5000);
    }

    [Fact]
    public void Spikes_off_the_grid_or_twice_in_a_step_are_not_written()
    {
        void Refused(string says, long[] times, int[] units, TimeWindow window) => Assert.Contains(
            says, Assert.Throws<ArgumentException>(() => new SpikeArchive(500, 300, [SpikeTrains.FromSorted(times, units, 300, window)], new Dictionary<string, byte[]>()).Write()).Message, StringComparison.Ordinal);
        Refused("is not at the end of a step", [600], [1], new TimeWindow(0, 1001));
        Refused("fires twice", [500, 500], [1, 1], new TimeWindow(0, 1001));
        Refused("window must be", [500], [1], new TimeWindow(0, 1002));
    }
}
