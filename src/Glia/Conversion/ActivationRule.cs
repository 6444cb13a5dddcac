namespace Glia.Conversion;

/// <summary>How a quantised activation is parametrised; the function is the same.</summary>
public enum ActivationRule
{
    /// <summary>Quantisation-clip-floor-shift: the ceiling λ is learned (Bu et al., ICLR 2022).</summary>
    Qcfs,

    /// <summary>Learned step size: the step q = λ/L is learned, its gradient scaled by 1/√(n·L) (Esser et al., ICLR 2020).</summary>
    Lsq,
}
