using System.IO.Compression;
using System.Runtime.InteropServices;
using Glia.Build;

namespace Glia.Cli.Tests.Packaging;

[Collection(nameof(PackagingCollection))]
public sealed class ToolPackageTests(PackedPackages packed)
{
    // Public galleries take 250 MB; 118 MB of it is libtorch_cpu.so.
    private const long Most = 150_000_000;

    [Fact]
    public void The_tool_installed_into_an_empty_folder_says_its_version()
    {
        var (exitCode, output) = packed.Glia("--version");
        Assert.Equal(0, exitCode);
        Assert.StartsWith(PackedPackages.Version, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_installed_tool_loads_libtorch()
    {
        var output = packed.Glia("doctor").Output;
        Assert.Matches(@"(?m)^well +libtorch +2\.10\.0", output);
        Assert.Matches(@"(?m)^well +convolutions ", output);
    }

    [Theory]
    [InlineData("power-law-rehearsal")]
    [InlineData("power-law-rehearsal", "--workers", "1")]
    [InlineData("sparse-dendrites")]
    public void The_installed_tool_runs_a_smoke_study_and_writes_its_report(string study, params string[] more)
    {
        var runs = packed.Separate.PathOf("runs-" + Guid.NewGuid().ToString("N"));
        var (exitCode, output) = packed.Glia(["run", study, "--preset", "smoke", "--runs", runs, .. more]);
        Assert.True(exitCode == 0, output);
        var run = Assert.Single(Directory.GetDirectories(runs));
        Assert.All(["report.html", "metrics.parquet", "findings.json"], file => Assert.True(File.Exists(Path.Combine(run, file)), file));
    }

    [Fact]
    public void The_installed_tool_knows_the_documentation_of_options()
    {
        var output = packed.Glia("show", "sparse-dendrites").Output;
        var option = new Lab.Studies.StudyCatalog(typeof(Studies.StudiesAssembly).Assembly).Find("sparse-dendrites")!.Options.Properties[0];
        Assert.Contains(string.Join(' ', option.Documentation.Split(' ').Take(3)), output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_installed_native_library_is_the_one_that_the_build_repaired()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the Linux library needs the repair.");
        var library = Assert.Single(Directory.GetFiles(packed.ToolFolder, "libLibTorchSharp.so", SearchOption.AllDirectories));
        Assert.Equal(WeakVersionNeedOutcome.AlreadyWeak, WeakVersionNeed.Apply(File.ReadAllBytes(library), "libstdc++.so.6", "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void A_small_package_points_to_one_for_this_platform_without_what_others_need()
    {
        Assert.InRange(new FileInfo(Package("Glia.Cli")).Length, 1, 100_000);
        var package = Package("Glia.Cli." + RuntimeInformation.RuntimeIdentifier);
        Assert.InRange(new FileInfo(package).Length, 1, Most);
        using var zip = ZipFile.OpenRead(package);
        var files = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.DoesNotContain(files, file => file.Contains("runtimes/", StringComparison.Ordinal));
        Assert.All(files.Where(file => file.EndsWith(".pdb", StringComparison.Ordinal)), file => Assert.StartsWith("Glia", Path.GetFileName(file), StringComparison.Ordinal));
    }

    private string Package(string name) => Path.Combine(packed.Separate.Packages, $"{name}.{PackedPackages.Version}.nupkg");
}
