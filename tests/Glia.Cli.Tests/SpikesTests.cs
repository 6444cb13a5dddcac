using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli.Tests;

public sealed class SpikesTests : IDisposable
{
    private const string Table = "t_ms,unit\n1,0\n11,0\n21,0\n31,1\n41,0\n51,0\n61,0\n71,1\n";
    private readonly GliaProcess _glia = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-spikes-").FullName;

    public void Dispose()
    {
        _glia.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Info_and_stats_tell_what_a_table_holds_as_text_and_as_JSON()
    {
        var file = Write("a.csv", Table);
        var info = _glia.Run("spikes", "info", file);
        Assert.Equal(0, info.ExitCode);
        Assert.All(["events: 8", "units: 2, 2 with spikes", "time: 0 to 71.001 ms"], part => Assert.Contains(part, info.Output, StringComparison.Ordinal));
        var stats = JsonDocument.Parse(_glia.Run("spikes", "stats", file, "--json", "--bin", "10", "--count", "30").Output).RootElement;
        Assert.Equal(8, stats.GetProperty("spikes").GetInt32());
        Assert.Equal(4 / 0.071001, stats.GetProperty("meanRateHz").GetDouble(), 6);
        Assert.InRange(stats.GetProperty("synchronyChi").GetDouble(), 0, 1);
        var lines = _glia.Run("spikes", "stats", file, "--units").Output.Split('\n');
        Assert.Equal("unit,spikes,rate_hz,cv,cv2,fano", lines[0]);
        Assert.StartsWith("0,6,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Camera_events_go_from_table_to_AEDAT_to_N_MNIST_and_back_and_spikes_to_HDF5()
    {
        var file = Write("c.csv", "t,x,y,p\n10,1,2,1\n20,3,4,0\n3000,5,6,1\n");
        foreach (var (from, to) in new[] { ("c.csv", "c.aedat"), ("c.aedat", "c.bin"), ("c.bin", "c.aedat2"), ("c.aedat2", "d.csv") })
        {
            Assert.Equal(0, _glia.Run("spikes", "convert", Path.Combine(_folder, from), Path.Combine(_folder, to)).ExitCode);
        }

        Assert.Equal("t_us,x,y,p\n10,1,2,1\n20,3,4,0\n3000,5,6,1\n", File.ReadAllText(Path.Combine(_folder, "d.csv")));
        var samples = Path.Combine(_folder, "s.h5");
        Assert.Equal(0, _glia.Run("spikes", "convert", Write("a.csv", Table), samples, "--from", "20", "--to", "60").ExitCode);
        var info = JsonDocument.Parse(_glia.Run("spikes", "info", samples, "--json").Output).RootElement;
        Assert.Equal((4, 1, "recording"), (info.GetProperty("events").GetInt32(), info.GetProperty("samples").GetInt32(), info.GetProperty("className").GetString()));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Rasters_are_drawn_as_SVG_and_as_PNG()
    {
        var (file, svg, png) = (Write("a.csv", Table), Path.Combine(_folder, "a.svg"), Path.Combine(_folder, "a.png"));
        Assert.Equal(0, _glia.Run("spikes", "raster", file, "--output", svg).ExitCode);
        Assert.Equal(0, _glia.Run("spikes", "raster", file, "--output", png).ExitCode);
        Assert.Contains("<svg", File.ReadAllText(svg), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
    }

    [Fact]
    public void A_sound_is_heard()
    {
        var file = Path.Combine(_folder, "a.wav");
        File.WriteAllBytes(file, new WavFile(16_000, 1, [.. Enumerable.Range(0, 8000).Select(n => n < 2000 ? 0 : MathF.Sin(0.3f * n))]).Write());
        var info = JsonDocument.Parse(_glia.Run("spikes", "info", file, "--channels", "50", "--json").Output).RootElement;
        Assert.Equal((50, "Wav"), (info.GetProperty("units").GetInt32(), info.GetProperty("kind").GetString()));
        Assert.True(info.GetProperty("events").GetInt32() > 10);
    }

    [Theory]
    [InlineData(3, "There is no file", "spikes", "info", "nowhere.csv")]
    [InlineData(3, "Line 2, column 2: expected a unit", "spikes", "info", "{bad}")]
    [InlineData(2, "--time-unit must be us, ms, s; got 'min'", "spikes", "info", "{good}", "--time-unit", "min")]
    [InlineData(2, "--sensor must be a width and a height", "spikes", "info", "{good}", "--sensor", "34")]
    [InlineData(2, "is no extension of a file that can be written", "spikes", "convert", "{good}", "out.mp3")]
    [InlineData(2, "has units and no x, y", "spikes", "convert", "{good}", "out.bin")]
    [InlineData(2, "AEDAT 4 is read only", "spikes", "convert", "{camera}", "out.aedat4")]
    [InlineData(2, "has 700 channels; the recording has 901 units", "spikes", "convert", "{many}", "out.h5")]
    [InlineData(2, "times from 0 to 100 s", "spikes", "convert", "{late}", "out.h5")]
    [InlineData(2, "must be another file", "spikes", "convert", "{good}", "{good}")]
    [InlineData(2, "--from must not be after --to", "spikes", "stats", "{good}", "--from", "9", "--to", "3")]
    [InlineData(2, "--bin must be at least 0.001 ms", "spikes", "stats", "{good}", "--bin", "0")]
    [InlineData(2, "There is no spike to draw", "spikes", "raster", "{good}", "--from", "500", "--to", "600")]
    [InlineData(2, "--output must end with .svg or .png", "spikes", "raster", "{good}", "--output", "a.gif")]
    public void What_a_user_got_wrong_is_one_line(int code, string says, params string[] arguments)
    {
        var (late, many, good, bad, camera) = (Write("late.csv", "t_s,unit\n1,0\n101,1\n"), Write("many.csv", "1,900\n"), Write("good.csv", Table), Write("bad.csv", "1,2\n1,z\n"), Write("camera.csv", "1,2,3,1\n"));
        var (exitCode, output, error) = _glia.Run([.. arguments.Select(a => a.Replace("{good}", good).Replace("{bad}", bad).Replace("{camera}", camera).Replace("{many}", many).Replace("{late}", late))]);
        Assert.Equal(code, exitCode);
        Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_examples() => Assert.All(["info", "convert", "raster", "stats"], command =>
        Assert.Contains($"glia spikes {command} ", _glia.Run("spikes", command, "--help").Output, StringComparison.Ordinal));

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
