using System.Diagnostics;
using System.Security;

namespace Glia.Cli.Tests;

/// <summary>Runs <c>dotnet</c> and what it made with caches, settings and package sources of their own, so that nothing outside a folder is used or left behind.</summary>
/// <remarks>The packages that the checkout was built with are read from where they are; no package source but <see cref="Packages"/> is asked, so that no network is needed.</remarks>
internal sealed class SeparateDotnet : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("glia-packaging-");

    public SeparateDotnet()
    {
        Directory.CreateDirectory(Packages);
        var cache = Finish(new ProcessStartInfo("dotnet", ["nuget", "locals", "global-packages", "--list"])).Output.Split(": ", 2)[1].Trim();
        File.WriteAllText(Configuration, $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{SecurityElement.Escape(Packages)}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="cache" value="{SecurityElement.Escape(cache)}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{SecurityElement.Escape(PathOf("cache"))}" /></config>
            </configuration>
            """);
    }

    /// <summary>The only package source.</summary>
    public string Packages => PathOf("packages");

    /// <summary>The package manager's settings.</summary>
    public string Configuration => PathOf("NuGet.Config");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs <c>dotnet</c> with what keeps it to itself: no servers that live on, no audit of packages over the network.</summary>
    public string Dotnet(string folder, string command, params string[] arguments)
    {
        var (exitCode, output) = Run(folder, "dotnet", [command, .. arguments]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"dotnet {command} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
    }

    /// <summary>Runs a program; its two outputs come as one text.</summary>
    public (int ExitCode, string Output) Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var inherited in start.Environment.Keys.Where(IsOfThisRun).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return Finish(start);
    }

    private static (int ExitCode, string Output) Finish(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        LetOthersGoFirst(process);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private IEnumerable<(string Name, string Value)> Settings =>
    [
        ("DOTNET_CLI_HOME", PathOf("home")), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
        ("NUGET_HTTP_CACHE_PATH", PathOf("http")), ("NUGET_SCRATCH", PathOf("scratch")), ("NuGetAudit", "false"),
        ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"),
        ("GLIA_RUNS", PathOf("runs")), ("GLIA_DATA", PathOf("data")), ("NO_COLOR", "1"),
    ];

    // The test runner's own settings of MSBuild and the user's of Glia.
    private static bool IsOfThisRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("GLIA_", StringComparison.OrdinalIgnoreCase);

    // Other test programs run at the same time, and some of them measure time.
    private static void LetOthersGoFirst(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
