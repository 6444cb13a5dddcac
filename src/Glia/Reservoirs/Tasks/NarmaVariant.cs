namespace Glia.Reservoirs.Tasks;

/// <summary>Which delays a NARMA system uses.</summary>
public enum NarmaVariant
{
    /// <summary>As in the literature: the sum runs over y of this and the n − 1 steps before, the product takes u of n − 1 steps before.</summary>
    Published,

    /// <summary>As ReservoirPy computes it: the sum leaves this step out, the product takes u of n steps before. For comparing tools.</summary>
    ReservoirPy,
}
