using Glia.Lab.Figures;
using Glia.Lab.Runs;
using Glia.Lab.Studies;

namespace Glia.Lab.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Study">The study.</param>
/// <param name="Run">The run.</param>
/// <param name="Findings">One a claim.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Metrics">The trials.</param>
public sealed record ReportContent(Study Study, RunFolder Run, IReadOnlyList<Finding> Findings, IReadOnlyList<Figure> Figures, MetricsTable Metrics);
