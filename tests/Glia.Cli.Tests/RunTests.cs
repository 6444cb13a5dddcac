using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Runs;
using Glia.Random;

namespace Glia.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private readonly GliaProcess _glia = new();

    public void Dispose() => _glia.Dispose();

    [Fact]
    public void One_process_two_workers_and_a_resumed_run_give_the_same_table()
    {
        Assert.Equal(0, _glia.Run("run", "toy").ExitCode);
        var alone = Table(_glia.LastRun);
        Assert.Equal(0, _glia.Run("run", "toy", "--workers", "2").ExitCode);
        Assert.Equal(alone, Table(_glia.LastRun));
        foreach (var file in Directory.GetFiles(Path.Combine(_glia.LastRun, "trials")).Take(5))
        {
            File.Delete(file);
        }

        Assert.Equal(0, _glia.Run("resume", "@last").ExitCode);
        Assert.Equal(alone, Table(_glia.LastRun));
    }

    [Fact]
    public void A_run_killed_at_twenty_random_moments_loses_nothing_and_ends_like_an_undisturbed_one()
    {
        Assert.Equal(0, _glia.Run("run", "toy", "--set", "arms=30").ExitCode);
        var undisturbed = Table(_glia.LastRun);
        var random = new RandomStream(1, "kill moments");
        string? killed = null;
        for (var kill = 0; kill < 20; kill++)
        {
            using var process = killed is null ? _glia.Start("run", "toy", "--set", "arms=30", "--set", "milliseconds=60") : _glia.Start("resume", Path.GetFileName(killed));
            var events = killed is null ? 0 : EventCount(killed);
            WaitUntil(() => Directory.GetDirectories(_glia.Runs).Length == 2 && EventCount(killed ?? _glia.LastRun) > events);
            killed ??= _glia.LastRun;
            var done = TrialCount(killed);
            Thread.Sleep(random.NextInt(300));
            GliaProcess.Signal(process, Kill);
            process.WaitForExit();
            Assert.True(TrialCount(killed) >= done);
        }

        var (exitCode, output, _) = _glia.Run("resume", "@last");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("damaged", output, StringComparison.Ordinal);
        Assert.Equal(Results(undisturbed), Results(Table(_glia.LastRun)));
    }

    [Fact]
    public void Ctrl_c_finishes_the_running_trials_ends_with_130_and_says_how_to_resume()
    {
        using var process = _glia.Start("run", "toy", "--set", "milliseconds=300", "--parallel", "1");
        WaitUntil(() => Directory.Exists(_glia.Runs) && Directory.GetFiles(_glia.Runs, "*.json", SearchOption.AllDirectories).Any(file => Path.GetFileName(Path.GetDirectoryName(file)) == "trials"));

        GliaProcess.Signal(process, Interrupt);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 130, $"Exit code {process.ExitCode}: {output}");
        Assert.Contains("glia resume", output, StringComparison.Ordinal);
        Assert.Equal(0, _glia.Run("resume", "@last").ExitCode);
    }

    [Fact]
    public void A_trial_that_kills_its_process_is_tried_twice_and_costs_only_itself()
    {
        var (exitCode, output, _) = _glia.Run("run", "toy", "--workers", "2", "--set", "ending=dies");
        Assert.Equal(6, exitCode);
        Assert.Contains("is tried again", output, StringComparison.Ordinal);
        Assert.Equal(11, Directory.GetFiles(Path.Combine(_glia.LastRun, "trials"), "*.json").Length);
        Assert.Single(Directory.GetFiles(Path.Combine(_glia.LastRun, "trials"), "*.failed"));
    }

    [Fact]
    public void A_trial_that_throws_is_reported_with_its_trace_in_the_run_folder_and_costs_only_itself()
    {
        var (exitCode, output, error) = _glia.Run("run", "toy", "--set", "ending=fails");
        Assert.Equal(6, exitCode);
        Assert.Contains("The toy was told to fail.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        var failure = Assert.Single(Directory.GetFiles(Path.Combine(_glia.LastRun, "trials"), "*.failed"));
        Assert.Contains("   at ", File.ReadAllText(failure), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_trial_file_is_set_aside_with_a_warning_and_runs_anew()
    {
        _glia.Run("run", "toy");
        var whole = Table(_glia.LastRun);
        var victim = Directory.GetFiles(Path.Combine(_glia.LastRun, "trials"), "*.json")[3];
        File.WriteAllText(victim, File.ReadAllText(victim).Replace("0.4", "0.9", StringComparison.Ordinal).Replace("0.5", "0.9", StringComparison.Ordinal));
        var (exitCode, output, _) = _glia.Run("resume", "@last");
        Assert.Equal(0, exitCode);
        Assert.Contains("is damaged", output, StringComparison.Ordinal);
        Assert.True(File.Exists(victim + ".damaged-1"));
        Assert.Equal(whole, Table(_glia.LastRun));
    }

    [Fact]
    public void The_second_of_two_resumes_at_once_says_which_process_runs_the_run()
    {
        using var first = _glia.Start("run", "toy", "--set", "milliseconds=2000");
        WaitUntil(() => Directory.Exists(_glia.Runs) && Directory.GetFiles(_glia.Runs, "run.owner", SearchOption.AllDirectories).Length > 0);

        var (exitCode, _, error) = _glia.Run("resume", "@last");
        GliaProcess.Signal(first, Kill);
        Assert.Equal(5, exitCode);
        Assert.Contains($"process {first.Id}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_newer_layout_is_refused_and_left_alone()
    {
        _glia.Run("run", "toy");
        var record = Path.Combine(_glia.LastRun, "run.json");
        var text = File.ReadAllText(record).Replace("\"format\": 1", "\"format\": 7", StringComparison.Ordinal);
        File.WriteAllText(record, text);
        var (exitCode, _, error) = _glia.Run("resume", "@last");
        Assert.Equal(5, exitCode);
        Assert.Contains("newer version", error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(record));
    }

    [Fact]
    public void Events_are_json_lines_on_the_output_and_text_goes_to_the_error_output()
    {
        var (exitCode, output, error) = _glia.Run("run", "toy", "--json");
        Assert.Equal(0, exitCode);
        var kinds = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()).ToList();
        Assert.Equal("run started", kinds[0]);
        Assert.Equal(12, kinds.Count(kind => kind == "trial finished"));
        Assert.Contains("reproduced", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_fails_when_a_claim_does_not_reproduce()
    {
        Assert.Equal(4, _glia.Run("run", "toy", "--strict", "--set", "highest=0.41").ExitCode);
        Assert.Equal(0, _glia.Run("run", "toy", "--strict").ExitCode);
    }

    [Fact]
    public void The_answer_has_at_most_twelve_lines()
    {
        var output = _glia.Run("run", "toy").Output.TrimEnd().Split('\n');
        var answer = Array.FindIndex(output, line => line.Contains("measured [95 % interval]", StringComparison.Ordinal));
        Assert.InRange(output.Length - answer, 4, 12);
    }

    private static int TrialCount(string run) => Directory.GetFiles(Path.Combine(run, "trials"), "*.json").Length;

    private static long EventCount(string run) => new FileInfo(Path.Combine(run, "events.jsonl")) is { Exists: true } file ? file.Length : 0;

    private static void WaitUntil(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.True(waited < 3000, "The run did not begin within a minute.");
            Thread.Sleep(20);
        }
    }

    private static List<string> Table(string runFolder)
    {
        var run = RunFolder.Open(runFolder);
        var table = run.Table(Assert.Fail);
        Assert.Equal(run.Plan.Count, table.Rows.Count);
        return [.. table.Rows.Select(row => row.Trial.Key + JsonSerializer.Serialize(row.Result, LabJson.Compact))];
    }

    // Without the hash of the options in the key.
    private static IEnumerable<string> Results(List<string> table) => table.Select(row => row[row.IndexOf('{', StringComparison.Ordinal)..]);
}
