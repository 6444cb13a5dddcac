using System.Text;
using CsCheck;
using Glia.Formats;
using Glia.Spikes;

namespace Glia.Tests.Formats;

public sealed class EventFileTests
{
    private static Gen<CameraEvents> Recordings(int width, int height, long latest) =>
        Gen.Select(Gen.Long[0, latest], Gen.Int[0, width - 1], Gen.Int[0, height - 1], Gen.Byte[0, 1]).Array[0, 60].Select(events => CameraEvents.Sort(
            Array.ConvertAll(events, e => e.Item1), Array.ConvertAll(events, e => (short)e.Item2), Array.ConvertAll(events, e => (short)e.Item3),
            Array.ConvertAll(events, e => e.Item4), width, height));

    [Fact]
    public void N_MNIST_round_trip() => Recordings(34, 34, (1 << 23) - 1).Sample(events => Same(events, NMnistFile.Parse(NMnistFile.Write(events), "f", NMnistFile.Size)));

    [Fact]
    public void N_MNIST_bits_are_as_published()
    {
        var events = NMnistFile.Parse([3, 4, 0x80, 0x01, 0x02, 33, 0, 0x7f, 0xff, 0xff], "f", NMnistFile.Size);
        Assert.Equal([0x102L, (1 << 23) - 1], events.Times.ToArray());
        Assert.Equal([3, 33], events.X.ToArray());
        Assert.Equal([4, 0], events.Y.ToArray());
        Assert.Equal([1, 0], events.Polarities.ToArray());
    }

    [Fact]
    public void After_an_overflow_marker_times_are_later()
    {
        var events = NMnistFile.Parse([1, 1, 0, 0, 9, 0, 240, 0, 0, 0, 1, 2, 0, 0, 3, 0, 240, 0, 0, 0, 1, 3, 0, 0, 0], "f", NMnistFile.Size);
        Assert.Equal([9L, 3 + 8192, 2 * 8192], events.Times.ToArray());
    }

    [Fact]
    public void A_real_N_MNIST_file_has_three_saccades()
    {
        var events = NMnistFile.Read(SharedData.Path("events", "sample_nmnist.bin"));
        Assert.Equal(21625 / 5, events.Count);
        Assert.InRange(events.Times[^1], 300_000, 330_000);
        var inSaccade = new[] { 0, 105_000, 210_000 }.Select(start => events.SliceTime(start, start + 105_000).Count).ToArray();
        Assert.All(inSaccade, count => Assert.True(count > 500));
    }

    [Theory]
    [InlineData(AedatChip.Dvs128, 128, 128)]
    [InlineData(AedatChip.Davis346, 346, 260)]
    public void AEDAT_2_round_trip(AedatChip chip, int width, int height) => Recordings(width, height, uint.MaxValue).Sample(events =>
    {
        var recording = Aedat2File.Parse(Aedat2File.Write(events, chip), "f", chip);
        Assert.Equal(0, recording.Others);
        Same(events, recording.Events);
    });

    [Fact]
    public void AEDAT_2_bits_are_as_published_and_times_wrap()
    {
        // x 5, y 9, ON at 2^32 - 2; then a synchronisation; then x 127, y 0, OFF at 3 after the wrap.
        byte[] data = [0, 0, 5, (9 << 1) | 1, 0xff, 0xff, 0xff, 0xfe, 0, 0, 0x80, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 127, 0, 0, 0, 0, 3];
        var recording = Aedat2File.Parse([.. "#!AER-DAT2.0\r\n# a remark\r\n"u8, .. data], "f", AedatChip.Dvs128);
        Assert.Equal(1, recording.Others);
        Assert.Equal([(1L << 32) - 2, (1L << 32) + 3], recording.Events.Times.ToArray());
        Assert.Equal([5, 127], recording.Events.X.ToArray());
        Assert.Equal([9, 0], recording.Events.Y.ToArray());
        Assert.Equal([1, 0], recording.Events.Polarities.ToArray());
    }

    [Fact]
    public void AEDAT_2_of_a_DAVIS_has_its_corner_at_the_other_side_and_leaves_frames_out()
    {
        // Address fields x 0, y 0, ON: the last column and row; then one with bit 31 (a frame).
        byte[] data = [0, 0, 0x08, 0, 0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 2];
        var recording = Aedat2File.Parse(data, "f", AedatChip.Davis346);
        Assert.Equal((1, 1L), (recording.Events.Count, recording.Others));
        Assert.Equal((345, 259, 1), (recording.Events.X[0], recording.Events.Y[0], recording.Events.Polarities[0]));
    }

    [Fact]
    public void AEDAT_3_1_round_trip_also_beyond_two_to_the_31() => Recordings(346, 260, 1L << 34).Sample(events =>
        Same(events, Aedat3File.Parse(Aedat3File.Write(events), "f").Events));

    [Fact]
    public void AEDAT_3_1_leaves_out_invalid_events_and_other_packets()
    {
        var good = Aedat3File.Write(CameraEvents.FromSorted([5, 6], [1, 2], [3, 4], [0, 1], 128, 128));
        var start = good.Length - 16;
        good[start] &= 0xfe;
        byte[] other = [2, 0, 1, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 9, 9, 9, 9, 9];
        var recording = Aedat3File.Parse([.. good, .. other], "f");
        Assert.Equal((1, 2L), (recording.Events.Count, recording.Others));
        Assert.Equal((2, 4, 1), (recording.Events.X[0], recording.Events.Y[0], recording.Events.Polarities[0]));
        Assert.Equal(128, recording.Events.Width);
    }

    [Fact]
    public void Tables_of_spikes_and_of_camera_events_round_trip()
    {
        Recordings(7, 5, 1 << 20).Sample(events =>
        {
            var (text, spikes) = (new StringWriter(), events.ToSpikeTrains());
            EventCsvFile.Write(events, text);
            var read = EventCsvFile.Parse(Encoding.UTF8.GetBytes(text.ToString()), "f").Camera!;
            Assert.Equal(events.Times.ToArray(), read.Times.ToArray());
            Assert.Equal(events.X.ToArray(), read.X.ToArray());
            text = new StringWriter();
            EventCsvFile.Write(spikes, text);
            Assert.Equal(spikes.Units.ToArray(), EventCsvFile.Parse(Encoding.UTF8.GetBytes(text.ToString()), "f").Spikes.Units.ToArray());
        });
    }

    [Theory]
    [InlineData("0.5,1\n0.25,0\n", TimeUnit.Seconds)]
    [InlineData("t_s;depth;neuron\n0.5;100;1\n0.25;7;0\n", TimeUnit.Milliseconds)]
    [InlineData("# exported\n\n500\t1.0\n250  0\n", TimeUnit.Milliseconds)]
    [InlineData("unit,t_us\r\n1,500000\r\n0,250000\r\n", TimeUnit.Seconds)]
    public void Tables_as_programs_write_them_are_read(string text, TimeUnit unit)
    {
        var spikes = EventCsvFile.Parse(Encoding.UTF8.GetBytes(text), "f", unit).Spikes;
        Assert.Equal([250_000L, 500_000], spikes.Times.ToArray());
        Assert.Equal([0, 1], spikes.Units.ToArray());
    }

    [Fact]
    public void Times_of_a_clock_make_a_window_from_the_first_event()
    {
        Assert.Equal(new TimeWindow(1_600_000_000_000_000, 1_600_000_000_000_008), EventCsvFile.Parse("1600000000000000,1\n1600000000000007,0\n"u8, "f").Spikes.Window);
        Assert.Equal(new TimeWindow(0, 8), EventCsvFile.Parse("5,1\n7,0\n"u8, "f").Spikes.Window);
        Assert.Equal(5, Aedat3File.Parse(Aedat3File.Write(CameraEvents.FromSorted([5], [1], [1], [1], 2, 2)), "f").Events.Window.Start);
    }

    [Theory]
    [InlineData("Line 2, column 1: expected a time", "1,2\nx,3\n")]
    [InlineData("Line 2, column 2: expected a unit, a whole number from 0 to 2147483646; got '-3'", "1,2\n2,-3\n")]
    [InlineData("Line 1, column 2: expected a unit, a whole number from 0 to 2147483646; got '1.5'", "1,1.5")]
    [InlineData("column 2: expected a unit", "1,2\n3\n")]
    [InlineData("expected lines t,unit or t,x,y,p", "1,2,3\n")]
    [InlineData("expected names of columns", "a,b\n1,2\n")]
    [InlineData("no line with an event", "")]
    [InlineData("expected a polarity, a whole number from -1 to 1", "1,2,3,4\n")]
    [InlineData("is no time of a recording", "1e300,2\n")]
    [InlineData("Are columns interchanged?", "1,2000000000\n")]
    public void What_is_wrong_in_a_table_is_said_with_its_place(string says, string text) =>
        Assert.Contains(says, Assert.Throws<GliaFormatException>(() => EventCsvFile.Parse(Encoding.UTF8.GetBytes(text), "f")).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_files_give_a_message_or_a_result()
    {
        var events = CameraEvents.FromSorted([5, 6, 7000, 90_000], [1, 2, 33, 0], [3, 4, 0, 33], [0, 1, 1, 0], 34, 34);
        HostileContent.Check(NMnistFile.Write(events), content => NMnistFile.Parse(content, "f", NMnistFile.Size));
        HostileContent.Check(NMnistFile.Write(events), content => NMnistFile.Parse(content, "f", null));
        HostileContent.Check(Aedat2File.Write(events, AedatChip.Dvs128), content => Aedat2File.Parse(content, "f", AedatChip.Dvs128));
        HostileContent.Check(Aedat2File.Write(events, AedatChip.Davis346), content => Aedat2File.Parse(content, "f", AedatChip.Davis346));
        HostileContent.Check(Aedat3File.Write(events), content => Aedat3File.Parse(content, "f"));
        HostileContent.Check("t_us,x,y,p\n5,1,3,0\n6,2,4,1\n7000,3,0,1\n"u8.ToArray(), content => EventCsvFile.Parse(content, "f"));
        HostileContent.Check("5,1\n6,2\n7000,3\n"u8.ToArray(), content => EventCsvFile.Parse(content, "f"));
    }

    [Theory]
    [InlineData("no multiple of the 5", new byte[] { 1, 2, 3, 4 })]
    [InlineData("Event 0 is at x 34, y 0, not on a sensor of 34 × 34", new byte[] { 34, 0, 0, 0, 0 })]
    public void What_is_wrong_in_an_N_MNIST_file_is_said(string says, byte[] content) =>
        Assert.Contains(says, Assert.Throws<GliaFormatException>(() => NMnistFile.Parse(content, "f", NMnistFile.Size)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_versions_of_AEDAT_and_events_that_do_not_fit_are_refused()
    {
        Assert.Contains("#!AER-DAT4.0", Assert.Throws<GliaFormatException>(() => Aedat3File.Parse("#!AER-DAT4.0\r\nxx"u8, "f")).Message, StringComparison.Ordinal);
        Assert.Contains("#!AER-DAT3.1", Assert.Throws<GliaFormatException>(() => Aedat2File.Parse("#!AER-DAT3.1\r\n"u8, "f", AedatChip.Dvs128)).Message, StringComparison.Ordinal);
        var large = CameraEvents.Sort([], [], [], [], 300, 300);
        Assert.Throws<ArgumentException>(() => NMnistFile.Write(large));
        Assert.Throws<ArgumentException>(() => Aedat2File.Write(large, AedatChip.Dvs128));
        Assert.Throws<ArgumentException>(() => Aedat3File.Write(CameraEvents.FromSorted([-1], [0], [0], [0], 1, 1)));
    }

    private static void Same(CameraEvents expected, CameraEvents actual)
    {
        Assert.Equal(expected.Times.ToArray(), actual.Times.ToArray());
        Assert.Equal(expected.X.ToArray(), actual.X.ToArray());
        Assert.Equal(expected.Y.ToArray(), actual.Y.ToArray());
        Assert.Equal(expected.Polarities.ToArray(), actual.Polarities.ToArray());
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
    }
}
