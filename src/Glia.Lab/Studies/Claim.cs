namespace Glia.Lab.Studies;

/// <summary>One statement of a paper, with the paper's own figure and the rule by which a run is judged.</summary>
/// <param name="Id">A name that never changes: <c>C1</c>, <c>C2</c> …</param>
/// <param name="Statement">What the paper says, in one sentence.</param>
/// <param name="Claimed">The paper's figure as text; where it is not known, that is said.</param>
/// <param name="Setting">The paper's setting of that figure.</param>
/// <param name="Rule">The rule of the verdict, fixed before any run.</param>
public sealed record Claim(string Id, string Statement, string Claimed, string Setting, string Rule);
