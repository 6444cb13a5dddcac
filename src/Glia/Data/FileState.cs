namespace Glia.Data;

/// <summary>The state of a data file in the cache.</summary>
public enum FileState
{
    /// <summary>The file is there and its checksum is right.</summary>
    Right,

    /// <summary>The file is not there.</summary>
    Missing,

    /// <summary>The file is there, but is not what it should be.</summary>
    Wrong,
}
