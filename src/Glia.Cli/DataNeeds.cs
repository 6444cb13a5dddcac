using Glia.Data;

namespace Glia.Cli;

/// <summary>Says whether the data that a preset needs are on this machine.</summary>
internal static class DataNeeds
{
    /// <summary>Whether the set of that name is in the cache.</summary>
    public static bool IsHere(string name) => DataRegistry.Find(name) is { } set && DataCache.Default.Has(set);
}
