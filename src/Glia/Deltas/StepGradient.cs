namespace Glia.Deltas;

/// <summary>What stands for the derivative of Q(x) = round(x/q)·q by the step q.</summary>
public enum StepGradient
{
    /// <summary>−round(x/q), the published code's: the division counts as constant and the sign is turned, so that descent on the size of changes makes steps coarser.</summary>
    Flipped,

    /// <summary>+round(x/q), the derivative with the level held constant: descent on the size of changes makes steps finer.</summary>
    Natural,

    /// <summary>round(x/q) − x/q, the learned step size quantisation of Esser et al. 2020 (arXiv 1902.08153) without clipping.</summary>
    Lsq,
}
