namespace Glia.Lab.Reports;

/// <summary>The report's style sheet: for screen and paper, colours that the colour-blind can tell apart.</summary>
internal static class ReportStyle
{
    public const string Css = """
        body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .over, .quiet, figcaption { color: #555; font-size: .875rem; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #ddd; }
        td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .wide { overflow-x: auto; }
        .verdict { font-weight: 700; white-space: nowrap; }
        .Reproduced { color: #00664a; } .Partly { color: #8a5a00; } .NotReproduced { color: #a33c00; } .NotTested { color: #555; }
        .failure { color: #a33c00; }
        figure { margin: 2rem 0; } figure svg { max-width: 100%; height: auto; }
        details { margin: 1.5rem 0; } summary { cursor: pointer; font-weight: 600; }
        @media print { details { display: block; } figure { break-inside: avoid; } }
        """;
}
