namespace Glia.Papers;

/// <summary>A paper as it stands on a daily-papers page.</summary>
/// <param name="Title">The title.</param>
/// <param name="Abstract">The abstract; empty if the page gives none.</param>
/// <param name="Authors">Number of authors.</param>
/// <param name="DateText">The date as written.</param>
/// <param name="Date">The date, with the page's year where none is written.</param>
/// <param name="Comments">The number behind the date, or null.</param>
public sealed record PageEntry(string Title, string Abstract, int Authors, string DateText, DateOnly Date, int? Comments);
