namespace Glia.Cli;

/// <summary>How this program can be started again.</summary>
internal static class Self
{
    /// <summary>The program and its first arguments.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
            var library = typeof(Self).Assembly.Location;
            return Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [process, library] : [process];
        }
    }
}
