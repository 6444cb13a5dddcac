using System.Diagnostics;
using Glia.Lab.Runs;

namespace Glia.Cli.Tests;

/// <summary>Runs on a disk in memory of a megabyte, seen by the test's own processes only.</summary>
public sealed class FullDiskTests : IDisposable
{
    // A run that meets the end of the disk, then the same run with more room; what was on the disk after each is copied out.
    private const string Script = """
        mount -t tmpfs -o size=1m none "$GLIA_RUNS" || exit 99
        dotnet "$PROGRAM" run toy $ARGUMENTS 2> "$OUT/first.txt" > /dev/null
        echo $? > "$OUT/first.code"
        cp -r "$GLIA_RUNS" "$OUT/first"
        mount -o remount,size=100m "$GLIA_RUNS"
        dotnet "$PROGRAM" resume @last > "$OUT/second.txt" 2>&1
        echo $? > "$OUT/second.code"
        cp -r "$GLIA_RUNS" "$OUT/second"
        """;

    private readonly GliaProcess _glia = new();

    public void Dispose() => _glia.Dispose();

    [Theory]
    [InlineData("one file a trial", "--set arms=300")]
    [InlineData("one file a trial", "--set arms=300 --workers 2")]
    [InlineData("one file of lines a writer", "--set arms=1700 --parallel 2")]
    public void A_full_disk_ends_the_run_with_a_reason_tears_nothing_and_a_resume_goes_on(string layout, string arguments)
    {
        RunScript(arguments);
        var says = File.ReadAllText(Out("first.txt")).ReplaceLineEndings(" ");
        Assert.True(Out("first.code") is var code && File.ReadAllText(code).Trim() == "5", $"{layout}: {says}");
        Assert.Matches("Cannot (write|use) .*[Ff]ree some space", says);
        Assert.DoesNotContain("A fault of glia", says, StringComparison.Ordinal);

        var first = RunIn("first");
        Assert.Empty(Directory.EnumerateFiles(first.File("trials"), "*.tmp"));
        var kept = first.Table(Assert.Fail).Rows;
        Assert.InRange(kept.Count, 1, first.Plan.Count - 1);

        Assert.Equal("0", File.ReadAllText(Out("second.code")).Trim());
        Assert.DoesNotContain("damaged", File.ReadAllText(Out("second.txt")), StringComparison.Ordinal);
        var second = RunIn("second");
        var table = second.Table(Assert.Fail);
        Assert.Equal(second.Plan.Count, table.Rows.Count);
        Assert.All(File.ReadLines(second.File("events.jsonl")), line => Assert.True(line is ['{', .., '}'], line));
    }

    private RunFolder RunIn(string name) => RunFolder.Open(Assert.Single(Directory.GetDirectories(Out(name))));

    private string Out(string name) => Path.Combine(_glia.Folder, "out", name);

    private void RunScript(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux, where a process can have a disk of its own");
        Directory.CreateDirectory(Out(""));
        Directory.CreateDirectory(_glia.Runs);
        var start = new ProcessStartInfo("unshare", ["--mount", "--map-root-user", "sh", "-c", Script]) { RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("GLIA_RUNS", _glia.Runs), ("OUT", Out("")), ("PROGRAM", GliaProcess.Program), ("GLIA_STUDIES", _glia.Studies), ("ARGUMENTS", arguments), ("NO_COLOR", "1"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(!File.Exists(Out("first.code")), $"needs the right to mount a disk in memory in a namespace of its own: {error.Trim()}");
    }
}
