using System.Text.Json.Serialization;

namespace Glia.Lab.Studies;

/// <summary>One method, baseline or setting of a study: what a trial runs with a seed. The properties of a study's arm are columns of its trial table.</summary>
public abstract record Arm
{
    /// <summary>The arm's name in tables and figures, unique in a plan.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>How many of the run's seeds the arm needs at most: 1 for what has no randomness.</summary>
    [JsonIgnore]
    public virtual int SeedLimit => int.MaxValue;
}
