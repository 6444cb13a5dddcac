namespace Glia.Dynamics;

/// <summary>What learning did to a two-layer linear network.</summary>
/// <param name="KernelAlignment">Alignment of the tangent kernel after learning with that before.</param>
/// <param name="WeightChange">‖W − W₀‖_F of the first layer.</param>
/// <param name="ReadoutNorm">‖w‖, the norm of the second layer, which begins at 0.</param>
public readonly record struct LinearLearningOutcome(double KernelAlignment, double WeightChange, double ReadoutNorm);
