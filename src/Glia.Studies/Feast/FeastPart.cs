namespace Glia.Studies.Feast;

/// <summary>Which experiment a trial belongs to.</summary>
public enum FeastPart
{
    /// <summary>A square that goes round: how often features win and miss.</summary>
    Square,

    /// <summary>Digits in saccades: what features are worth to classifiers.</summary>
    Digits,

    /// <summary>Digits again, with other time constants, patches and numbers of features.</summary>
    Settings,

    /// <summary>A bouncing ring among noise: how many features are of use.</summary>
    Ring,
}
