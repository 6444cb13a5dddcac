namespace Glia.Conversion;

/// <summary>What a step cost.</summary>
/// <param name="Spikes">Spikes of all neurons.</param>
/// <param name="SynapticOperations">Weights that are not zero that these spikes met.</param>
public readonly record struct SpikingActivity(long Spikes, double SynapticOperations)
{
    /// <summary>Adds two costs.</summary>
    public static SpikingActivity operator +(SpikingActivity first, SpikingActivity second) => Add(first, second);

    /// <summary>Adds two costs.</summary>
    public static SpikingActivity Add(SpikingActivity first, SpikingActivity second) =>
        new(first.Spikes + second.Spikes, first.SynapticOperations + second.SynapticOperations);
}
