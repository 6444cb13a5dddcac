namespace Glia.Lab.Studies;

/// <summary>What a run says of one claim of a paper.</summary>
public enum Verdict
{
    /// <summary>The run did not measure what the claim is about, or had too few seeds to say anything.</summary>
    NotTested,

    /// <summary>The rule that was fixed before the run does not hold.</summary>
    NotReproduced,

    /// <summary>Part of the rule holds: the size or the direction, or all of it on fewer than three seeds.</summary>
    Partly,

    /// <summary>The rule that was fixed before the run holds.</summary>
    Reproduced,
}
