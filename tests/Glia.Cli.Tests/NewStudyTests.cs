using System.Reflection;
using Glia.Lab.Studies;
using Glia.Testing;

namespace Glia.Cli.Tests;

public sealed class NewStudyTests : IDisposable
{
    private const string Slug = "induction-heads";
    private readonly GliaProcess _glia = new();

    public NewStudyTests()
    {
        foreach (var file in new[] { "Directory.Build.props", ".editorconfig" })
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_glia.Folder, file));
        }

        Directory.CreateDirectory(Path.Combine(_glia.Folder, "src", "Glia.Studies"));
        Directory.CreateDirectory(Path.Combine(_glia.Folder, "docs", "papers"));
    }

    public void Dispose() => _glia.Dispose();

    [Fact]
    public void A_new_study_builds_under_the_rules_of_the_checkout_is_documented_and_runs()
    {
        var (exitCode, output, error) = _glia.Run("new", "study", Slug);
        Assert.True(exitCode == 0, error);
        Assert.Equal(4, output.Split('\n').Count(line => File.Exists(line.Trim())));

        _glia.Studies = Build();
        Assert.Contains("samples = 1000", _glia.Run("show", Slug).Output, StringComparison.Ordinal);
        Assert.Contains("Number of samples a trial draws.", _glia.Run("show", Slug).Output, StringComparison.Ordinal);
        var run = _glia.Run("run", Slug, "--preset", "smoke");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);

        var study = new StudyCatalog(Assembly.LoadFrom(_glia.Studies)).Find(Slug)!;
        var page = File.ReadAllText(Path.Combine(_glia.Folder, "docs", "papers", Slug + ".md"));
        Assert.All([study.Paper, study.Data], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("is no slug", "Induction_Heads")]
    [InlineData("The catalogue has no paper 'induction-head'. Did you mean 'induction-heads'", "induction-head")]
    public void A_name_that_no_paper_has_is_refused_and_nothing_is_written(string says, string slug)
    {
        var (exitCode, _, error) = _glia.Run("new", "study", slug);
        Assert.Equal(2, exitCode);
        Assert.Contains(says, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_glia.Folder, "src", "Glia.Studies")));
    }

    [Fact]
    public void A_paper_that_has_a_study_is_refused()
    {
        _glia.Studies = typeof(Studies.StudiesAssembly).Assembly.Location;
        var (exitCode, _, error) = _glia.Run("new", "study", "sparse-dendrites");
        Assert.Equal(2, exitCode);
        Assert.Contains("has a study already", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_there_is_not_written_into()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_glia.Folder, "src", "Glia.Studies", "InductionHeads")).FullName;
        var (exitCode, _, error) = _glia.Run("new", "study", Slug);
        Assert.Equal(2, exitCode);
        Assert.Contains("is there already", error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Outside_a_checkout_the_command_says_where_it_must_be_run()
    {
        Directory.Delete(Path.Combine(_glia.Folder, "src"), recursive: true);
        var (exitCode, _, error) = _glia.Run("new", "study", Slug);
        Assert.Equal(2, exitCode);
        Assert.Contains("in the root of a checkout", error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    // The sources of all studies, and the rest of Glia as the tests have it.
    private string Build()
    {
        var folder = Path.Combine(_glia.Folder, "src", "Glia.Studies");
        var sources = Path.Combine(Repository.Root, "src", "Glia.Studies");
        foreach (var source in Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(sources, source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }

        var here = AppContext.BaseDirectory;
        File.WriteAllText(Path.Combine(folder, "Copy.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <Reference Include="{here}*.dll" Exclude="{here}Glia.Studies.dll;{here}Glia.Cli*.dll" Private="false" />
              </ItemGroup>
            </Project>
            """);
        using var separate = new SeparateDotnet();
        separate.Dotnet(folder, "build", "-c", "Release", "-m:1", $"-p:RestoreConfigFile={separate.Configuration}", "-o", Path.Combine(_glia.Folder, "built"));
        return Path.Combine(_glia.Folder, "built", "Copy.dll");
    }
}
