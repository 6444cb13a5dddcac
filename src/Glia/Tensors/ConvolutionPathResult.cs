using System.Globalization;

namespace Glia.Tensors;

/// <summary>What the self-test found about one way to convolve on this machine.</summary>
/// <param name="Path">The way.</param>
/// <param name="WorstError">Largest deviation of output or gradients, as a fraction of the largest true value; NaN where NaN came out.</param>
/// <param name="WorstCase">The convolution and the quantity in which that happened; for a way that was not tried, why.</param>
/// <param name="WasTried">Whether the way exists in this build of libtorch.</param>
public sealed record ConvolutionPathResult(ConvolutionPath Path, double WorstError, string WorstCase, bool WasTried = true)
{
    /// <summary>Largest error of a way that counts as right. Default 10⁻⁴: float32 rounding stays below 10⁻⁵, the known fault is above 10⁻¹.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether the way was tried and every result was right.</summary>
    public bool IsRight => WasTried && WorstError <= Tolerance;

    /// <summary>One line, such as <c>OneDnn: wrong, error 0.41 in …</c>.</summary>
    public override string ToString() => !WasTried
        ? $"{Path}: not tried, {WorstCase}"
        : string.Create(CultureInfo.InvariantCulture, $"{Path}: {(IsRight ? "right" : "wrong")}, largest relative error {WorstError:G2} in {WorstCase}");
}
