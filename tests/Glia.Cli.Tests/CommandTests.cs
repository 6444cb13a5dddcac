namespace Glia.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly GliaProcess _glia = new();

    public void Dispose() => _glia.Dispose();

    [Theory]
    [InlineData("There is no paper 'toyy'. Did you mean 'toy'", "run", "toyy")]
    [InlineData("There is no preset 'quik'. Did you mean 'quick'", "run", "toy", "--preset", "quik")]
    [InlineData("There is no option 'arm'. Did you mean 'arms'", "run", "toy", "--set", "arm=3")]
    [InlineData("Option 'arms' must be a whole number from 1 to 10000; got '0'", "run", "toy", "--set", "arms=0")]
    [InlineData("Option 'arms' must be a whole number from 1 to 10000; got 'many'", "run", "toy", "--set", "arms=many")]
    [InlineData("Option 'ending' must be Well | Fails | Dies; got 'die'. Did you mean 'Dies'", "run", "toy", "--set", "ending=die")]
    [InlineData("is no list of seeds", "run", "toy", "--seeds", "five")]
    [InlineData("For the one seed 9001 write 9001-9001, for the seeds 1 to 9001 write 1-9001", "run", "toy", "--seeds", "9001")]
    [InlineData("--workers must be a whole number", "run", "toy", "--workers", "0")]
    [InlineData("has no study yet", "run", "neuroformer")]
    [InlineData("There is no paper 'neurofromer'. Did you mean 'neuroformer'", "papers", "show", "neurofromer")]
    [InlineData("There is no data set 'minst'. Did you mean 'mnist'", "data", "info", "minst")]
    [InlineData("'gilia' is no command", "gilia")]
    public void What_a_user_got_wrong_is_one_line_with_exit_code_2(string says, params string[] arguments)
    {
        var (exitCode, output, error) = _glia.Run(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There are no runs", "resume", "@last")]
    [InlineData("is no run folder", "worker", "nowhere", "--batch", "0")]
    public void A_run_that_is_not_there_is_said_to_be_missing(string says, params string[] arguments)
    {
        var (exitCode, _, error) = _glia.Run(arguments);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_is_said_with_its_cure_and_exit_code_3()
    {
        // Below a file no folder can be made, whoever asks.
        using var glia = new GliaProcess { Data = Path.Combine(typeof(ToyStudy).Assembly.Location, "data") };
        var (exitCode, output, error) = glia.Run("data", "get", "mnist");
        Assert.Equal(3, exitCode);
        Assert.Contains("Cannot write into", error, StringComparison.Ordinal);
        Assert.Contains("GLIA_DATA", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void Papers_lists_all_forty_and_marks_those_without_a_study()
    {
        var output = _glia.Run("papers").Output;
        Assert.True(output.Split("no study yet").Length > 40);
        Assert.Contains("neuroformer", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_prints_claims_presets_and_every_option()
    {
        var output = _glia.Run("show", "toy").Output;
        Assert.All(["C1", "mean within 0.4 and 0.6", "desk", "milliseconds = 0", "a whole number from 0 to 10000"], part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_dry_run_prints_the_plan_and_makes_nothing()
    {
        var (exitCode, output, _) = _glia.Run("run", "toy", "--dry-run");
        Assert.Equal(0, exitCode);
        Assert.Contains("4 arms, 3 seeds, 12 trials", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_glia.Runs));
    }

    [Fact]
    public void Runs_report_rerun_compare_and_export_work_on_a_finished_run()
    {
        _glia.Run("run", "toy");
        Assert.Contains("12/12", _glia.Run("runs").Output, StringComparison.Ordinal);
        File.Delete(Path.Combine(_glia.Runs, "glia.db"));
        Assert.Contains("12/12", _glia.Run("runs", "--reindex").Output, StringComparison.Ordinal);
        Assert.Equal(0, _glia.Run("report", "@last").ExitCode);
        var first = Path.GetFileName(_glia.LastRun);
        Assert.Equal(0, _glia.Run("rerun", first, "--set", "arms=5").ExitCode);
        Assert.Contains($"\"parent\": \"{first}\"", File.ReadAllText(Path.Combine(_glia.LastRun, "run.json")), StringComparison.Ordinal);
        var compared = _glia.Run("compare", first, "@last").Output;
        Assert.Contains("arms: 4 → 5", compared, StringComparison.Ordinal);
        Assert.Contains("only in the second run: arm 4", compared, StringComparison.Ordinal);
        Assert.Equal(16, _glia.Run("export", "@last", "--format", "csv").Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\\toprule", _glia.Run("export", "@last", "--format", "latex").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_every_command_has_an_example()
    {
        Assert.Contains("Exit codes", _glia.Run("--help").Output, StringComparison.Ordinal);
        Assert.All(["papers", "show", "run", "resume", "rerun", "runs", "report", "compare", "export", "data"], command =>
            Assert.Contains("glia " + command, _glia.Run(command, "--help").Output, StringComparison.Ordinal));
    }
}
