using Spectre.Console;

namespace Glia.Cli;

/// <summary>Makes consoles that behave in terminals, files and pipes.</summary>
public static class Consoles
{
    private const int WidthOfFiles = 160;

    /// <summary>A console on a writer: colour and live display in a terminal only, and neither with NO_COLOR, CI or a dumb terminal.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var plain = isRedirected || Set("NO_COLOR") || Set("CI") || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }

    private static bool Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
