using System.Diagnostics;
using System.Reflection;

namespace Glia.Lab.Runs;

/// <summary>The version of Glia that runs, and the state of its checkout when it was started from one.</summary>
/// <param name="Version">The version of Glia.</param>
/// <param name="Commit">The commit of the checkout, or null.</param>
/// <param name="Diff">The checkout's changes against that commit; empty if there are none, null without a checkout.</param>
public sealed record Provenance(string Version, string? Commit, string? Diff)
{
    private const int GitMilliseconds = 5000;

    /// <summary>The version of Glia.</summary>
    public static string GliaVersion { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Asks git about the checkout that the program lies in; an installed program has none.</summary>
    public static Provenance Read()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Glia.slnx")))
        {
            root = root.Parent;
        }

        var commit = root is null ? null : Git(root.FullName, "rev-parse", "HEAD")?.Trim();
        return new Provenance(GliaVersion, commit, commit is null ? null : Git(root!.FullName, "diff", "HEAD") ?? "");
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEndAsync();
            if (git.WaitForExit(GitMilliseconds) && git.ExitCode == 0)
            {
                return output.GetAwaiter().GetResult();
            }

            if (!git.HasExited)
            {
                git.Kill();
            }

            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
