namespace Glia.Neurons;

/// <summary>What an astrocyte of an <see cref="AstrocyteLayer"/> takes up.</summary>
public enum AstrocyteTrigger
{
    /// <summary>The mean of the spikes of the neurons that it covers.</summary>
    OwnSpikes,

    /// <summary>The presynaptic activity, weighted: W_a s_in.</summary>
    Presynaptic,
}
