namespace Glia.Cli.Tests;

/// <summary>Folders that nobody can make, not even the system's administrator: below a file, and where the system keeps its own.</summary>
public sealed class BadFolderTests : IDisposable
{
    private readonly GliaProcess _glia = new();

    public static TheoryData<string> Impossible => OperatingSystem.IsLinux() ? ["a-file/below", "/proc/glia"] : ["a-file/below"];

    public BadFolderTests() => File.WriteAllText(Path.Combine(_glia.Folder, "a-file"), "");

    public void Dispose() => _glia.Dispose();

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_data_folder_that_cannot_be_written_is_named_with_what_to_do(string folder)
    {
        _glia.Variables["GLIA_DATA"] = folder;
        var (exitCode, _, error) = _glia.Run("data", "get", "mnist");
        Says(error, "Cannot write into", folder, "Repair the folder's rights", "GLIA_DATA");
        Assert.Equal(3, exitCode);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void The_doctor_tells_which_folder_is_wrong(string folder)
    {
        _glia.Variables["GLIA_DATA"] = folder;
        var (exitCode, output, _) = _glia.Run("doctor");
        Assert.Equal(3, exitCode);
        Assert.Matches("(?m)^WRONG +data folder +" + System.Text.RegularExpressions.Regex.Escape(folder), output);
        Says(output, "GLIA_DATA");
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_runs_folder_that_cannot_be_made_is_named_with_what_to_do(string folder)
    {
        var (exitCode, _, error) = _glia.Run("run", "toy", "--runs", folder);
        Says(error, "Cannot make the run folder", folder, "--runs", "GLIA_RUNS");
        Assert.Equal(5, exitCode);
    }

    [Fact]
    public void A_damaged_index_is_named_and_made_anew_from_the_folders()
    {
        _glia.Run("run", "toy");
        var index = Path.Combine(_glia.Runs, "glia.db");
        Array.ForEach(Directory.GetFiles(_glia.Runs, "glia.db*"), File.Delete);
        File.WriteAllText(index, new string('x', 5000));
        var (exitCode, _, error) = _glia.Run("runs");
        Assert.Equal(5, exitCode);
        Says(error, "is damaged", "Delete the file");

        File.Delete(index);
        Says(_glia.Run("runs", "--reindex").Output, "12/12");
    }

    [Fact]
    public void Damaged_findings_are_named_and_made_anew_by_a_report()
    {
        _glia.Run("run", "toy");
        var findings = Path.Combine(_glia.LastRun, "findings.json");
        File.WriteAllText(findings, "[{");
        var (exitCode, _, error) = _glia.Run("runs", "--reindex");
        Assert.Equal(0, exitCode);
        Says(error, "findings.json cannot be read", "glia report");

        Assert.Equal(0, _glia.Run("report", "@last").ExitCode);
        Says(_glia.Run("runs").Output, "1 reproduced");
    }

    // Long messages are broken into lines, also within paths.
    private static void Says(string text, params string[] parts)
    {
        var flat = text.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part.Replace(" ", "", StringComparison.Ordinal), flat, StringComparison.Ordinal));
        Assert.DoesNotContain("Afaultofglia", flat, StringComparison.Ordinal);
    }
}
