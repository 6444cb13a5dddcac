namespace Glia.Dynamics;

/// <summary>How little learning changed a model: lazy learning leaves weights, representation and tangent kernel nearly as they were, rich learning does not.</summary>
/// <param name="WeightChange">‖θ − θ₀‖, the Frobenius norm where θ is a matrix.</param>
/// <param name="RelativeWeightChange">The same over ‖θ₀‖; infinite where θ₀ is 0.</param>
/// <param name="RepresentationAlignment">⟨R₀, R⟩/(‖R₀‖‖R‖) with R = H Hᵀ: 1 if no similarity between examples changed.</param>
/// <param name="KernelAlignment">⟨K₀, K⟩/(‖K₀‖‖K‖) with K = J Jᵀ: 1 if the tangent kernel changed in nothing but its scale.</param>
/// <param name="CentredKernelAlignment">The same with centred kernels (CKA).</param>
/// <param name="SignAgreement">Share of activities that kept their sign; of ReLU units, that stayed active or silent.</param>
/// <remarks>Liu et al. 2024, arXiv 2310.08513, after Chizat et al. 2019, Flesch et al. 2022, George et al. 2022.</remarks>
public sealed record LazinessReport(
    double WeightChange, double RelativeWeightChange, double RepresentationAlignment, double KernelAlignment, double CentredKernelAlignment, double SignAgreement)
{
    /// <summary>Tangent-kernel distance, 1 − <see cref="KernelAlignment"/>.</summary>
    public double KernelDistance => 1 - KernelAlignment;
}
