using System.CommandLine;
using Glia.Lab.Runs;
using Glia.Lab.Text;
using Glia.Papers;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia papers</c>: the catalogue.</summary>
internal static class PapersCommand
{
    public static Command Create(CliContext context)
    {
        var runs = SharedOptions.Runs();
        var studies = new Option<bool>("--studies") { Description = "Print only the slugs of the papers that have a study, one a line" };
        var command = new Command("papers", """
            List the papers by field, with the verdicts of the newest run here; those without a study are marked.

            Examples:
              glia papers
              glia papers show sparse-dendrites
              glia papers import page.txt --year 2025
            """) { runs, studies, Show(context), Import(context) };
        command.SetAction(parsed => parsed.GetValue(studies) ? ListStudies(context) : List(context, SharedOptions.Folder(parsed, runs)));
        return command;
    }

    private static int ListStudies(CliContext context)
    {
        foreach (var study in context.Catalog.Value.Studies)
        {
            context.Output.Profile.Out.Writer.WriteLine(study.Slug);
        }

        return ExitCodes.Ok;
    }

    private static int List(CliContext context, RunsFolder runs)
    {
        IReadOnlyDictionary<string, RunSummary> newest = new Dictionary<string, RunSummary>();
        if (Directory.Exists(runs.FullPath))
        {
            using var index = new RunIndex(runs);
            newest = index.NewestJudged();
        }

        // Plain text: a table would have to measure every abstract-long title first.
        var text = new System.Text.StringBuilder();
        foreach (var field in Catalogue.Load().Papers.GroupBy(paper => paper.Field))
        {
            text.Append('\n').Append(field.Key).Append('\n');
            foreach (var paper in field.OrderBy(paper => paper.Slug, StringComparer.Ordinal))
            {
                var state = newest.TryGetValue(paper.Slug, out var run) ? RunsCommand.Verdicts(run.Verdicts)
                    : context.Catalog.Value.Find(paper.Slug) is null ? "no study yet" : "not run here";
                text.Append("  ").Append(paper.Slug.PadRight(26)).Append(state.PadRight(32)).Append(paper.Title).Append('\n');
            }
        }

        context.Output.Profile.Out.Writer.Write(text.ToString());
        return ExitCodes.Ok;
    }

    private static Command Show(CliContext context)
    {
        var slug = new Argument<string>("paper") { Description = "The paper's slug" };
        var command = new Command("show", "Show a paper: title, date, authors, abstract, and whether it has a study.") { slug };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(slug)!;
            var catalogue = Catalogue.Load();
            var paper = catalogue.Find(name) ?? throw new UsageException(
                $"There is no paper '{name}'.{Suggestion.DidYouMean(name, catalogue.Papers.Select(known => known.Slug))} glia papers lists all.");
            var study = context.Catalog.Value.Find(name) is null ? "It has no study yet." : $"Run its study with: glia run {name}";
            context.Output.Write(new Text($"{paper.Title}\n{paper.Field} · {paper.DateText} · {paper.Authors} author{(paper.Authors == 1 ? "" : "s")}\n\n{paper.Abstract}\n\n{study}\n"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Import(CliContext context)
    {
        var file = new Argument<string>("file") { Description = "A daily-papers page saved as text" };
        var year = new Option<int?>("--year") { Description = "The year of dates that have none (default: this year)", HelpName = "year" };
        var command = new Command("import", "Add the papers of a daily-papers page to the catalogue; known titles are left as they are.") { file, year };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new UsageException($"There is no file {path}.");
            }

            var entries = PapersPage.Parse(File.ReadAllText(path), parsed.GetValue(year) ?? context.Clock.GetLocalNow().Year, path);
            var added = Catalogue.Load().Import(entries, Catalogue.UserFile);
            context.Output.Write(new Text($"{entries.Count} papers on the page, {added.Count} of them new.\n"));
            foreach (var paper in added)
            {
                context.Output.Write(new Text($"  {paper.Slug}: {paper.Title}\n"));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
