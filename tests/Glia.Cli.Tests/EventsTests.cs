using System.Text.Json;
using Glia.Events;
using Glia.Formats;

namespace Glia.Cli.Tests;

public sealed class EventsTests : IDisposable
{
    private readonly GliaProcess _glia = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-events-").FullName;

    public void Dispose()
    {
        _glia.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_digit_is_filmed_looked_at_converted_and_learned_from()
    {
        string Named(string name) => Path.Combine(_folder, name);
        var filmed = _glia.Run("events", "digit", Named("three.bin"), "--index", "3");
        Assert.Equal(0, filmed.ExitCode);
        var info = JsonDocument.Parse(_glia.Run("events", "info", Named("three.bin"), "--json").Output).RootElement;
        var count = info.GetProperty("events").GetInt32();
        Assert.Contains($"{count} events of a ", filmed.Output, StringComparison.Ordinal);
        Assert.Equal((34, "NMnist", count, 0), (info.GetProperty("width").GetInt32(), info.GetProperty("kind").GetString(), info.GetProperty("on").GetInt32() + info.GetProperty("off").GetInt32(), info.GetProperty("doubts").GetArrayLength()));

        Assert.Equal(0, _glia.Run("events", "convert", Named("three.bin"), Named("part.csv"), "--crop", "7,7,20,20", "--polarity", "on", "--from", "0", "--to", "100").ExitCode);
        var part = _glia.Run("events", "info", Named("part.csv"));
        Assert.All([", 0 OFF", "doubt: All events are ON."], says => Assert.Contains(says, part.Output, StringComparison.Ordinal));
        Assert.Equal(0, _glia.Run("events", "convert", Named("three.bin"), Named("three.aedat")).ExitCode);
        Assert.Equal(NMnistFile.Read(Named("three.bin")).Times, Aedat3File.Read(Named("three.aedat"), new SensorSize(34, 34)).Events.Times);

        var learned = _glia.Run("events", "features", Named("three.bin"), "--features", "4", "--patch", "7", "--passes", "3", "--output", Named("f.svg"), "--weights", Named("f.safetensors"), "--csv", Named("f.csv"));
        Assert.Equal(0, learned.ExitCode);
        Assert.Contains("<svg", File.ReadAllText(Named("f.svg")), StringComparison.Ordinal);
        var feast = FeastFile.Read(Named("f.safetensors"));
        Assert.Equal((4, 7, 2), (feast.Options.FeatureCount, feast.Surface.PatchSize, feast.Populations.Count));
        var lines = File.ReadAllLines(Named("f.csv"));
        Assert.Equal(("t_us,x,y,feature", feast.Transform(NMnistFile.Read(Named("three.bin"))).Count + 1), (lines[0], lines.Length));
        Assert.Equal(0, _glia.Run("events", "features", Named("three.bin"), "--features", "4", "--patch", "7", "--passes", "3", "--output", Named("g.png"), "--weights", Named("g.safetensors")).ExitCode);
        Assert.Equal(File.ReadAllBytes(Named("f.safetensors")), File.ReadAllBytes(Named("g.safetensors")));
    }

    [Fact]
    public void Doubts_are_told_with_the_features()
    {
        var (code, output, error) = _glia.Run("events", "features", Write("few.csv", "1,20,20,1\n2,21,20,1\n3,30,30,1\n"), "--output", Path.Combine(_folder, "few.svg"));
        Assert.Equal(0, code);
        Assert.Contains("are drawn in", output, StringComparison.Ordinal);
        Assert.All(["All events are ON.", "There was no OFF event", "Thresholds of ON cannot have settled: 2 of its 3 events"], says => Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, "There is no file", "info", "nowhere.bin")]
    [InlineData(3, "no multiple of the 5 of an event", "info", "{cut}")]
    [InlineData(3, "Event 1 is at x 40, y 3, not on a sensor of 34 × 34", "info", "{outside}")]
    [InlineData(3, "Line 2, column 4: expected a polarity", "info", "{polarity}")]
    [InlineData(2, "--sensor must be a width and a height", "info", "{good}", "--sensor", "0x5")]
    [InlineData(2, "holds spikes of units, not events of a camera", "info", "{spikes}")]
    [InlineData(2, "--polarity must be on or off", "info", "{good}", "--polarity", "up")]
    [InlineData(2, "--crop must be four whole numbers", "convert", "{good}", "out.csv", "--crop", "1,2,3")]
    [InlineData(2, "must lie on the sensor", "convert", "{good}", "out.csv", "--crop", "0,0,99,99")]
    [InlineData(2, "must be another file", "convert", "{good}", "{good}")]
    [InlineData(2, "is no extension of a file of events", "convert", "{good}", "out.wav")]
    [InlineData(2, "AEDAT 4 is read only", "convert", "{good}", "out.aedat4")]
    [InlineData(2, "is no extension of a file of events", "digit", "out.gif")]
    [InlineData(2, "--index must be from 0 to 9999", "digit", "out.bin", "--index", "10000")]
    [InlineData(2, "holds no event", "features", "{empty}")]
    [InlineData(2, "odd number of rows", "features", "{good}", "--patch", "8")]
    [InlineData(2, "time constant of a surface must be positive", "features", "{good}", "--tau", "0")]
    [InlineData(2, "does not fit a sensor of 34 × 34", "features", "{good}", "--patch", "35")]
    [InlineData(2, "1 to 65536 features", "features", "{good}", "--features", "0")]
    [InlineData(2, "--decay must be exponential or linear", "features", "{good}", "--decay", "square")]
    [InlineData(2, "--passes must be from 1", "features", "{good}", "--passes", "0")]
    [InlineData(2, "--output must end with .svg or .png", "features", "{good}", "--output", "a.gif")]
    public void What_a_user_got_wrong_is_one_line(int code, string says, params string[] arguments)
    {
        byte[] good = [10, 10, 0x80, 0, 5, 11, 10, 0, 0, 9];
        var names = new Dictionary<string, string>
        {
            ["{good}"] = Write("good.bin", good),
            ["{cut}"] = Write("cut.bin", good[..7]),
            ["{outside}"] = Write("outside.bin", [.. good[..5], 40, 3, 0, 0, 9]),
            ["{empty}"] = Write("empty.bin", []),
            ["{polarity}"] = Write("polarity.csv", "1,2,3,1\n2,2,3,2\n"),
            ["{spikes}"] = Write("spikes.csv", "1,2\n"),
        };
        var (exitCode, output, error) = _glia.Run(["events", .. arguments.Select(argument => names.GetValueOrDefault(argument, argument))]);
        Assert.Equal(code, exitCode);
        Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_examples() => Assert.All(["info", "convert", "features", "digit"], command =>
        Assert.Contains($"glia events {command} ", _glia.Run("events", command, "--help").Output, StringComparison.Ordinal));

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
