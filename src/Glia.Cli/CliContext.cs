using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Text;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>What every command works with: consoles, studies and the clock.</summary>
/// <param name="Output">Where answers go.</param>
/// <param name="Error">Where progress and problems go when the output is for programs.</param>
/// <param name="Clock">The time.</param>
/// <param name="Catalog">The studies, found when first needed.</param>
public sealed record CliContext(IAnsiConsole Output, IAnsiConsole Error, TimeProvider Clock, Lazy<StudyCatalog> Catalog)
{
    /// <summary>The study of that slug.</summary>
    /// <exception cref="UsageException">There is none; the message tells the nearest, or that the paper has no study yet.</exception>
    public Study Study(string slug)
    {
        if (Catalog.Value.Find(slug) is { } study)
        {
            return study;
        }

        var slugs = Catalog.Value.Studies.Select(known => known.Slug);
        throw new UsageException(Papers.Catalogue.Load().Find(slug) is not null
            ? $"The paper '{slug}' has no study yet. glia papers marks those that have one."
            : $"There is no paper '{slug}'.{Suggestion.DidYouMean(slug, slugs.Union(Papers.Catalogue.Load().Papers.Select(paper => paper.Slug)))} glia papers lists all.");
    }

    /// <summary>The study of a run.</summary>
    /// <exception cref="UsageException">This program does not have it.</exception>
    public Study StudyOf(RunFolder run) => Study(run.Record.Study);
}
