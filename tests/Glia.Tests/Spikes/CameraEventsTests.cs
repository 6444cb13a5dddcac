using CsCheck;
using Glia.Spikes;

namespace Glia.Tests.Spikes;

public sealed class CameraEventsTests
{
    private static readonly Gen<CameraEvents> Recordings =
        Gen.Select(Gen.Long[0, 9999], Gen.Short[0, 6], Gen.Short[0, 4], Gen.Byte[0, 1]).Array[0, 100].Select(events => CameraEvents.Sort(
            Array.ConvertAll(events, e => e.Item1), Array.ConvertAll(events, e => e.Item2), Array.ConvertAll(events, e => e.Item3),
            Array.ConvertAll(events, e => e.Item4), 7, 5));

    [Fact]
    public void Frames_hold_each_event_at_its_place() => Recordings.Sample(events =>
    {
        var frames = EventFrames.Bin(events, 1000);
        var expected = new float[frames.Values.Length];
        for (var i = 0; i < events.Count; i++)
        {
            expected[(((((events.Times[i] / 1000 * 2) + events.Polarities[i]) * 5) + events.Y[i]) * 7) + events.X[i]]++;
        }

        Assert.Equal(expected, frames.Values);
    });

    [Fact]
    public void As_spike_trains_the_units_of_a_step_are_a_frame() => Recordings.Sample(events =>
        Assert.Equal(EventFrames.Bin(events, 700).Values, new EventBinning { StepMicroseconds = 700 }.Bin(events.ToSpikeTrains()).Values));

    [Fact]
    public void A_crop_has_the_events_inside_and_moves_them() => Recordings.Sample(events =>
    {
        var (whole, part) = (EventFrames.Bin(events, 10_000, steps: 1), EventFrames.Bin(events.Crop(2, 1, 4, 3), 10_000, steps: 1));
        for (var (p, y, x) = (0, 0, 0); p < 2; (p, y, x) = x < 3 ? (p, y, x + 1) : y < 2 ? (p, y + 1, 0) : (p + 1, 0, 0))
        {
            Assert.Equal(whole[0, p, y + 1, x + 2], part[0, p, y, x]);
        }
    });

    [Fact]
    public void A_slice_keeps_the_events_of_its_time() => Recordings.Sample(events =>
    {
        var slice = events.SliceTime(2000, 5000);
        Assert.Equal(events.Times.ToArray().Where(time => time is >= 2000 and < 5000), slice.Times.ToArray());
    });

    [Theory]
    [InlineData("Event 1 is at x 7, y 0 with polarity 0", new short[] { 0, 7 }, new byte[] { 0, 0 })]
    [InlineData("Event 0 is at x 0, y 0 with polarity 2", new short[] { 0, 0 }, new byte[] { 2, 0 })]
    [InlineData("Event 0 is at x -1", new short[] { -1, 0 }, new byte[] { 0, 0 })]
    [InlineData("got 2 times, 1 x", new short[] { 0 }, new byte[] { 0, 0 })]
    public void What_is_wrong_is_said_with_its_place(string says, short[] x, byte[] polarities) => Assert.Contains(
        says, Assert.Throws<ArgumentException>(() => CameraEvents.FromSorted([1, 2], x, [0, 0], polarities, 7, 5)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_crop_out_of_the_sensor_is_refused() =>
        Assert.Throws<ArgumentException>(() => CameraEvents.Sort([], [], [], [], 7, 5).Crop(4, 0, 4, 5));
}
