namespace Glia.Studies.AstroSnn;

/// <summary>Which question a trial is about.</summary>
public enum AstroPart
{
    /// <summary>Delayed cue recall: is a cue still there after D steps?</summary>
    Memory,

    /// <summary>Copying eight symbols after a pause.</summary>
    Copying,

    /// <summary>Associative recall: eight pairs, then a key.</summary>
    Association,

    /// <summary>Next-character prediction on the text.</summary>
    Language,

    /// <summary>Time and memory of generating a token after contexts of several lengths.</summary>
    Cost,
}
