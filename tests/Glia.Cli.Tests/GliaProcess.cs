using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Glia.Cli.Tests;

/// <summary>Runs the real program in a process of its own, with the toy study, in a folder of its own.</summary>
internal sealed class GliaProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-cli-").FullName;

    /// <summary>The program, to be started with <c>dotnet</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Glia.Cli.dll");

    /// <summary>The folder that the program is started in.</summary>
    public string Folder => _folder;

    /// <summary>The assembly whose studies the program knows.</summary>
    public string Studies { get; set; } = typeof(ToyStudy).Assembly.Location;

    /// <summary>Further variables of the program's environment.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Runs => Path.Combine(_folder, "runs");

    /// <summary>The data folder of the program; one that it can make unless a test wants another.</summary>
    public string? Data { get; init; }

    public string LastRun => Directory.GetDirectories(Runs).OrderBy(Directory.GetCreationTimeUtc).Last();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["GLIA_STUDIES"] = Studies;
        start.Environment["GLIA_RUNS"] = Runs;
        start.Environment["GLIA_DATA"] = Data ?? Path.Combine(_folder, "data");
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static void Signal(Process process, int signal) => _ = NativeKill(process.Id, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int NativeKill(int process, int signal);
}
