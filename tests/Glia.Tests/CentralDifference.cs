using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests;

/// <summary>Derivatives from two evaluations, to hold gradients against.</summary>
internal static class CentralDifference
{
    private const double Step = 1e-5;

    /// <summary>(loss(x + 10⁻⁵) − loss(x − 10⁻⁵)) / 2·10⁻⁵ in one element of a double-precision variable, which is left as it was.</summary>
    public static double Of(Tensor variable, int element, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var values = variable.detach();
        var here = values.AsReadOnlySpan<double>()[element];
        values.AsSpan<double>()[element] = here + Step;
        var above = loss().item<double>();
        values.AsSpan<double>()[element] = here - Step;
        var below = loss().item<double>();
        values.AsSpan<double>()[element] = here;
        return (above - below) / (2 * Step);
    }
}
