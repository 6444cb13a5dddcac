using System.Text.Json;

namespace Glia.Cli.Tests;

public sealed class SimulateTests : IDisposable
{
    private const int Interrupt = 2;
    private readonly GliaProcess _glia = new();

    public void Dispose() => _glia.Dispose();

    [Fact]
    public void A_network_is_simulated_and_its_numbers_do_not_depend_on_the_threads()
    {
        JsonElement Run(string threads) =>
            JsonDocument.Parse(_glia.Run("simulate", "cuba", "--cells", "500", "--seconds", "0.3", "--threads", threads, "--seed", "7", "--json").Output).RootElement;
        var (one, two) = (Run("1"), Run("2"));
        Assert.Equal((500, 40_000, "single"), (one.GetProperty("cells").GetInt32(), one.GetProperty("synapses").GetInt32(), one.GetProperty("precision").GetString()));
        Assert.InRange(one.GetProperty("rateHz").GetDouble(), 1, 30);
        Assert.All(["spikes", "synapticEvents", "rateHz", "cv"], name => Assert.Equal(one.GetProperty(name).ToString(), two.GetProperty(name).ToString()));
        Assert.True(one.GetProperty("realTimeFactor").GetDouble() > 0);
    }

    [Theory]
    [InlineData("coba: 500 cells", "coba", "--cells", "500", "--precision", "double")]
    [InlineData("brunel: 250 cells", "brunel", "--size", "0.02", "--inhibition", "4.5", "--ratio", "0.9")]
    public void Every_network_prints_its_answer(string says, params string[] arguments)
    {
        var (exitCode, output, _) = _glia.Run(["simulate", .. arguments, "--seconds", "0.1"]);
        Assert.Equal(0, exitCode);
        Assert.All([says, "real-time factor:", "rate:", "synaptic events:", "construction"], part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--seconds must be from 0.001 to 3600; got 0", "cuba", "--seconds", "0")]
    [InlineData("--seconds must be from 0.001 to 3600; got NaN", "cuba", "--seconds", "NaN")]
    [InlineData("--seconds: 1.05 ms must be a whole number of steps of 0.1 ms", "cuba", "--seconds", "0.00105")]
    [InlineData("--threads must be from 1 to 256; got 0", "cuba", "--threads", "0")]
    [InlineData("--cells must be from 100 to 1000000; got 3", "coba", "--cells", "3")]
    [InlineData("--precision must be single or double; got 'singel'. Did you mean 'single'?", "cuba", "--precision", "singel")]
    [InlineData("--size must be from 0.01 to 4; got 9", "brunel", "--size", "9")]
    [InlineData("--inhibition must be from 0 to 100; got -1", "brunel", "--inhibition", "-1")]
    public void What_a_user_got_wrong_is_one_line(string says, params string[] arguments)
    {
        var (exitCode, output, error) = _glia.Run(["simulate", .. arguments]);
        Assert.Equal(2, exitCode);
        Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_c_prints_what_was_simulated_and_ends_with_130()
    {
        using var process = _glia.Start("simulate", "cuba", "--seconds", "3600");
        // The first line of progress comes after two seconds.
        Assert.Contains("of 3600 s simulated", process.StandardError.ReadLine(), StringComparison.Ordinal);
        GliaProcess.Signal(process, Interrupt);
        var error = process.StandardError.ReadToEnd();
        Assert.Contains("real-time factor:", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Interrupted after", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_examples() => Assert.All(["cuba", "coba", "brunel"], model =>
        Assert.Contains($"glia simulate {model} ", _glia.Run("simulate", model, "--help").Output, StringComparison.Ordinal));
}
