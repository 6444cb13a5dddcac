namespace Glia.Lab.Studies;

/// <summary>The four sizes in which every study comes.</summary>
public enum PresetName
{
    /// <summary>Seconds; proves that the code path works and judges nothing.</summary>
    Smoke,

    /// <summary>At most a minute on two cores; the main claim's direction.</summary>
    Quick,

    /// <summary>At most ten minutes; every claim, several seeds, embedded or obtainable data.</summary>
    Desk,

    /// <summary>The paper's own data and scale.</summary>
    Paper,
}
