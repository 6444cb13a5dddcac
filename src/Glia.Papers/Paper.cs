namespace Glia.Papers;

/// <summary>A paper of the catalogue.</summary>
public sealed record Paper
{
    /// <summary>The paper's name in commands and addresses: small letters, digits, hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The abstract; empty where the page gave none.</summary>
    public required string Abstract { get; init; }

    /// <summary>Number of authors.</summary>
    public required int Authors { get; init; }

    /// <summary>The date as the page has it.</summary>
    public required string DateText { get; init; }

    /// <summary>The date, with the page's year where the page gave none.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The number behind the date on the page (comments, by its place), or null.</summary>
    public int? Comments { get; init; }

    /// <summary>The field under which the paper is listed.</summary>
    public required string Field { get; init; }
}
