namespace Glia.Reservoirs;

/// <summary>What the change of an inhibitory weight depends on.</summary>
public enum HomeostasisVariant
{
    /// <summary>The receiving neuron's rate alone: all of its inhibitory weights change by the same.</summary>
    PostOnly,

    /// <summary>Both neurons' rates (Vogels and others 2011): the change is multiplied by the sending neuron's rate of the same step.</summary>
    Vogels,
}
