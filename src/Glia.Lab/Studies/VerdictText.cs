namespace Glia.Lab.Studies;

/// <summary>Verdicts in words.</summary>
public static class VerdictText
{
    /// <summary>The verdict as a person reads it.</summary>
    public static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.Partly => "partly",
        Verdict.NotReproduced => "not reproduced",
        _ => "not tested",
    };
}
