using Glia.Testing;

namespace Glia.Cli.Tests.Packaging;

/// <summary>Packs the tool and the library once, into a folder of its own, and installs the tool from there.</summary>
public sealed class PackedPackages : IDisposable
{
    /// <summary>A version that no other package has, so that what was packed here is what is used.</summary>
    public const string Version = "0.0.1-packed";

    private readonly Lazy<string> _tool;

    public PackedPackages()
    {
        try
        {
            Pack("src/Glia.Cli");
            Pack("src/Glia");
            Directory.Delete(Artifacts, recursive: true);
        }
        catch
        {
            Separate.Dispose();
            throw;
        }

        _tool = new(Install);
    }

    internal SeparateDotnet Separate { get; } = new();

    /// <summary>The folder that the tool was installed into.</summary>
    internal string ToolFolder => _tool.Value;

    // Not the checkout's: the assemblies there may be running right now.
    private string Artifacts => Separate.PathOf("artifacts");

    /// <summary>Runs the installed tool.</summary>
    internal (int ExitCode, string Output) Glia(params string[] arguments) =>
        Separate.Run(Separate.Packages, Path.Combine(ToolFolder, OperatingSystem.IsWindows() ? "glia.exe" : "glia"), arguments);

    public void Dispose() => Separate.Dispose();

    // What the analyzers say was said when the checkout was built.
    private void Pack(string project) => Separate.Dotnet(
        Repository.Root, "pack", project, "-c", "Release", "-o", Separate.Packages, "-m:1", $"-p:Version={Version}", $"-p:ArtifactsPath={Artifacts}",
        $"-p:RestoreConfigFile={Separate.Configuration}", "-p:RunAnalyzers=false", "-p:CreateHardLinksForPublishFilesIfPossible=true");

    private string Install()
    {
        var folder = Separate.PathOf("tool");
        Separate.Dotnet(Separate.Packages, "tool", "install", "Glia.Cli", "--tool-path", folder, "--version", Version, "--configfile", Separate.Configuration);
        return folder;
    }
}
