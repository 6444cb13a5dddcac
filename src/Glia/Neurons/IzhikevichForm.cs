namespace Glia.Neurons;

/// <summary>Which form of Izhikevich's model.</summary>
public enum IzhikevichForm
{
    /// <summary>The simple form without units, with neurons that differ as in Izhikevich 2003.</summary>
    Simple2003,

    /// <summary>The form in physical units, with the constants of Nicola and Clopath 2017.</summary>
    Physical2007,
}
