namespace Glia.Lab.Reports;

/// <summary>The report's style sheet: for wide and narrow screens, light and dark, and paper; colours that the colour-blind can tell apart.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #555; --line: #ddd; --good: #00664a; --half: #8a5a00; --bad: #a33c00; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #e6e6e6; --paper: #16181b; --quiet: #a5a9ae; --line: #3a3d42; --good: #4cc9a0; --half: #e6b450; --bad: #ff9466; }
        }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
        main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
        h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .over, .quiet, figcaption { color: var(--quiet); font-size: .875rem; }
        .quiet { display: block; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); }
        .wide { overflow-x: auto; margin-bottom: 1.5rem; } .wide table { width: auto; }
        .wide td, .wide th { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .wide th { vertical-align: bottom; }
        .procedure th { white-space: nowrap; } .procedure td { overflow-wrap: anywhere; }
        .verdict { font-weight: 700; white-space: nowrap; }
        .Reproduced { color: var(--good); } .Partly { color: var(--half); } .NotReproduced, .failure { color: var(--bad); } .NotTested { color: var(--quiet); }
        figure { margin: 2.5rem 0; } figcaption { margin-top: .5rem; }
        .plot { background: #fff; overflow-x: auto; border-radius: 4px; padding: .25rem; } .plot svg { display: block; width: 100%; min-width: 36rem; height: auto; }
        details { margin: 1.5rem 0; } summary { cursor: pointer; font-weight: 600; }
        @media (max-width: 40rem) {
          .claims thead { display: none; }
          .claims tr { display: block; border-bottom: 1px solid var(--line); padding: .6rem 0; }
          .claims td { display: block; border: 0; padding: .15rem 0; }
          .claims td[data-name]::before { content: attr(data-name) ": "; color: var(--quiet); font-weight: 400; }
        }
        @media print { main { padding: 0; max-width: none; } figure, tr { break-inside: avoid; } .plot svg { min-width: 0; } }
        """;
}
