namespace Glia.Studies.BalancedReservoir;

/// <summary>How a reservoir gets its balance; the arm's parameter is what each is tuned by.</summary>
public enum ReservoirMethod
{
    /// <summary>All inhibition is multiplied by 1 + β; the parameter is β.</summary>
    GlobalBalance,

    /// <summary>Each neuron adapts its inhibition to the same target rate; the parameter is ρ.</summary>
    Local,

    /// <summary>Each neuron adapts its inhibition to a target rate of its own, drawn from Beta(2, b); the parameter is b.</summary>
    LocalHeterogeneous,

    /// <summary>Each neuron's inhibition is set in one step for the same target rate; the parameter is ρ.</summary>
    OneStep,

    /// <summary>All inhibition is multiplied by the mean of the factors that local adaptation found; the parameter is ρ.</summary>
    MeanOfLocal,

    /// <summary>Each neuron adapts slope and offset of its sigmoid, with balance as drawn; the parameter is the target rate μ.</summary>
    IntrinsicPlasticity,

    /// <summary>A tanh echo-state network of equal size and degree; the parameter is the spectral radius.</summary>
    EchoState,
}
