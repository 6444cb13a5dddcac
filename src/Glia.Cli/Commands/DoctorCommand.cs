using System.CommandLine;
using System.Globalization;
using Glia.Data;
using Glia.Lab.Runs;
using Glia.Tensors;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia doctor</c>: checks this machine, and says how to repair what is wrong.</summary>
internal static class DoctorCommand
{
    private const long EnoughDisk = 1_000_000_000;

    public static Command Create(CliContext context)
    {
        var runs = SharedOptions.Runs();
        var command = new Command("doctor", "Check libtorch, convolutions, threads, vector width, disk and folders; each line says how to repair what is wrong.") { runs };
        command.SetAction(parsed =>
        {
            var folder = SharedOptions.Folder(parsed, runs);
            var wrong = 0;
            foreach (var check in Checks(folder))
            {
                wrong += check.IsWell ? 0 : 1;
                context.Output.Write(new Text($"{(check.IsWell ? "well " : "WRONG")}  {check.Name,-14} {check.Says}\n", check.IsWell ? Style.Plain : new Style(Color.Red)));
            }

            return wrong == 0 ? ExitCodes.Ok : ExitCodes.Missing;
        });
        return command;
    }

    private static IEnumerable<Check> Checks(RunsFolder runs)
    {
        var environment = EnvironmentRecord.Read(usesLibtorch: false);
        yield return new("glia", true, $"{Provenance.GliaVersion}, {environment.DotNet}, {environment.OperatingSystem}");
        yield return new("processor", true, string.Create(CultureInfo.InvariantCulture, $"{environment.Processor}, {environment.Cores} cores, load {environment.LoadAtStart?.ToString("0.0", CultureInfo.InvariantCulture) ?? "unknown"}"));
        var wide = environment.VectorBits >= 256;
        yield return new("vector width", wide, string.Create(CultureInfo.InvariantCulture, $"{environment.VectorBits} bits, {string.Join(' ', environment.Flags)}{(wide ? "" : "; expected 256: unset DOTNET_EnableAVX2 and the like, or expect slow kernels")}"));
        if (Libtorch.TryLoad(out var problem))
        {
            yield return new("libtorch", true, Libtorch.Version + ", one thread a trial");
            yield return new("convolutions", Convolution.SelfTest.IsRight, Convolution.SelfTest.Summary);
        }
        else
        {
            yield return new("libtorch", false, problem);
        }

        yield return Folder("runs folder", runs.FullPath, "name another with --runs or GLIA_RUNS");
        yield return Folder("data folder", DataCache.Default.Root, $"name another with {DataCache.Variable}");
        yield return new("npm", true, DataFetcher.IsNpmHere ? "here, for data sets where the network has no way to their addresses" : "not here; data sets come from their addresses only");
    }

    private static Check Folder(string name, string folder, string repair)
    {
        var there = new DirectoryInfo(folder);
        while (!there.Exists && there.Parent is not null)
        {
            if (File.Exists(there.FullName))
            {
                return new(name, false, $"{folder} cannot be made, because {there.FullName} is a file; {repair}.");
            }

            there = there.Parent;
        }

        try
        {
            var probe = Path.Combine(there.FullName, $".glia-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(there.FullName).AvailableFreeSpace;
            return new(name, free >= EnoughDisk, string.Create(CultureInfo.InvariantCulture, $"{folder}, {free / 1e9:0.0} GB free{(free >= EnoughDisk ? "" : $"; free at least 1 GB, or {repair}")}"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(name, false, $"{folder} cannot be written: {problem.Message} Repair its rights, or {repair}.");
        }
    }

    private sealed record Check(string Name, bool IsWell, string Says);
}
