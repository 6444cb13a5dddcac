using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Computes small convolutions in every way and compares them with the definition in double precision.</summary>
/// <remarks>
/// The order of preference is fixed, by measurement (docs/native-library.md), and only rightness is decided at run time: a choice by timing would
/// make two runs on one machine differ in their last bits.
/// </remarks>
internal static class ConvolutionSelfTest
{
    private static readonly ConvolutionPath[] Preference =
        [ConvolutionPath.OneDnn, ConvolutionPath.OneDnnPadded, ConvolutionPath.Unfold, ConvolutionPath.OneDnnOff];

    /// <summary>A way to convolve input with weight; the tests pass broken ones.</summary>
    public delegate Tensor Kernel(ConvolutionPath path, Tensor input, Tensor weight, ConvolutionOptions options);

    /// <summary>Tests all ways and, where nothing else is right, leaves oneDNN switched off.</summary>
    public static ConvolutionReport Run() => Run(ConvolutionKernels.Compute);

    /// <inheritdoc cref="Run()"/>
    public static ConvolutionReport Run(Kernel kernel)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using var ordinary = inference_mode(false);
        var probes = ConvolutionCase.SelfTest.Select(sizes => new ConvolutionProbe(sizes)).ToArray();
        var results = new List<ConvolutionPathResult>();
        foreach (var path in Preference)
        {
            if (path == ConvolutionPath.OneDnnOff && !LibtorchSwitch.TrySetOneDnn(false))
            {
                results.Add(new ConvolutionPathResult(path, double.NaN, "this build of libtorch does not export the switch", WasTried: false));
                continue;
            }

            results.Add(Test(path, kernel, probes));
        }

        var report = new ConvolutionReport(results);
        if (results.Any(result => result.IsRight) && report.Path != ConvolutionPath.OneDnnOff)
        {
            LibtorchSwitch.TrySetOneDnn(true);
        }

        return report;
    }

    private static ConvolutionPathResult Test(ConvolutionPath path, Kernel kernel, IReadOnlyList<ConvolutionProbe> probes)
    {
        var worst = (Error: -1.0, Quantity: "");
        foreach (var found in probes.SelectMany(probe => probe.Errors(path, kernel)))
        {
            if (!(found.Error <= worst.Error) && !double.IsNaN(worst.Error))
            {
                worst = found;
            }
        }

        return new ConvolutionPathResult(path, worst.Error, worst.Quantity);
    }
}
