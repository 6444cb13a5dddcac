namespace Glia.Reservoirs;

/// <summary>How a readout's weights are found.</summary>
public enum ReadoutSolver
{
    /// <summary>Ridge regression with a bias that is not penalised.</summary>
    Ridge,

    /// <summary>The pseudo-inverse of the states, without a bias and without a penalty, as in pyESN. Keeps all states in memory.</summary>
    PseudoInverse,
}
