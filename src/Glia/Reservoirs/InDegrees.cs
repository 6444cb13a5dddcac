namespace Glia.Reservoirs;

/// <summary>How the inputs of a neuron are drawn in an excitatory-inhibitory reservoir.</summary>
public enum InDegrees
{
    /// <summary>Each connection is there with probability k/N (Erdős and Rényi), so that neurons differ in how many inputs of each kind they have.</summary>
    Random,

    /// <summary>Every neuron has f_E k excitatory and (1 − f_E) k inhibitory inputs, rounded, from different neurons.</summary>
    Exact,
}
