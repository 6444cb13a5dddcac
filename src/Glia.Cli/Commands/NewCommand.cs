using System.CommandLine;
using System.Text.RegularExpressions;
using Glia.Lab.Runs;
using Glia.Lab.Text;
using Glia.Papers;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia new study</c>: writes the skeleton of a study into a checkout of Glia.</summary>
internal static partial class NewCommand
{
    public static Command Create(CliContext context)
    {
        var slug = new Argument<string>("slug") { Description = "The paper's slug, such as power-law-rehearsal" };
        var study = new Command("study", """
            Write a study's skeleton and its page into the checkout in the current folder. It builds, plans and runs at once.

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

            var paper = Paper(context, name);
            var root = Directory.GetCurrentDirectory();
            var studies = Path.Combine(root, "src", "Glia.Studies");
            if (!Directory.Exists(studies))
            {
                throw new UsageException($"{studies} is not there: run this in the root of a checkout of Glia.");
            }

            var skeleton = new StudySkeleton(paper);
            var folder = Path.Combine(studies, skeleton.Pascal);
            if (Directory.Exists(folder))
            {
                throw new UsageException($"{folder} is there already.");
            }

            foreach (var (path, text) in skeleton.Files.Select(file => (Path.Combine(root, file.Path), file.Text)).Where(file => !File.Exists(file.Item1)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                AtomicFile.Write(path, text);
                context.Output.Write(new Text(path + "\n"));
            }

            context.Output.Write(new Text($"Next: fill in Study.cs, then glia run {name} --preset smoke, then dotnet test.\n"));
            return ExitCodes.Ok;
        });
        return new Command("new", "Write skeletons for people who add papers.") { study };
    }

    private static Paper Paper(CliContext context, string slug)
    {
        if (context.Catalog.Value.Find(slug) is not null)
        {
            throw new UsageException($"The paper '{slug}' has a study already: glia show {slug}");
        }

        var papers = Catalogue.Load();
        return papers.Find(slug) ?? throw new UsageException(
            $"The catalogue has no paper '{slug}'.{Suggestion.DidYouMean(slug, papers.Papers.Select(paper => paper.Slug))} glia papers lists all; a new one is a row in src/Glia.Papers/catalogue.json.");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
