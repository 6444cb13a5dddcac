using System.CommandLine;
using System.Text.RegularExpressions;
using Glia.Lab.Runs;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia new study</c>: writes the skeleton of a study into a checkout of Glia.</summary>
internal static partial class NewCommand
{
    public static Command Create(CliContext context)
    {
        var slug = new Argument<string>("slug") { Description = "The paper's slug, such as power-law-rehearsal" };
        var study = new Command("study", """
            Write a study's skeleton into src/Glia.Studies of the checkout in the current folder. It builds, plans and runs at once.

            Example:
              glia new study gain-control
            """) { slug };
        study.SetAction(parsed =>
        {
            var name = parsed.GetValue(slug)!;
            if (!Slug().IsMatch(name))
            {
                throw new UsageException($"'{name}' is no slug: expected small letters and digits, words joined by hyphens, such as power-law-rehearsal.");
            }

            var studies = Path.Combine(Directory.GetCurrentDirectory(), "src", "Glia.Studies");
            if (!Directory.Exists(studies))
            {
                throw new UsageException($"{studies} is not there: run this in the root of a checkout of Glia.");
            }

            var pascal = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            var folder = Path.Combine(studies, pascal);
            if (Directory.Exists(folder))
            {
                throw new UsageException($"{folder} is there already.");
            }

            Directory.CreateDirectory(folder);
            foreach (var (file, text) in StudySkeleton.Files(name, pascal))
            {
                AtomicFile.Write(Path.Combine(folder, file), text);
                context.Output.Write(new Text(Path.Combine(folder, file) + "\n"));
            }

            context.Output.Write(new Text($"Next: fill in Study.cs, then glia run {name} --preset smoke, then dotnet test.\n"));
            return ExitCodes.Ok;
        });
        return new Command("new", "Write skeletons for people who add papers.") { study };
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
