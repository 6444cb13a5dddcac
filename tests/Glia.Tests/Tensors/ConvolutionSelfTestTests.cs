using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Tensors;

public sealed class ConvolutionSelfTestTests
{
    [Fact]
    public void A_right_way_is_found_on_this_machine_and_reported()
    {
        var report = Convolution.SelfTest;

        Assert.Equal(Enum.GetValues<ConvolutionPath>(), report.Results.Select(result => result.Path));
        Assert.True(report.IsRight);
        Assert.True(report.Allows(report.Path));
        Assert.True(report.Allows(ConvolutionPath.Unfold), report.Summary); // matrix products are right on every machine seen so far
        Assert.StartsWith($"through {report.Path}; ", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_oneDNN_spoils_channel_counts_between_blocks_the_padded_way_is_taken()
    {
        var report = ConvolutionSelfTest.Run(static (ConvolutionPath path, Tensor input, Tensor weight, ConvolutionOptions options) =>
        {
            var result = ConvolutionKernels.Compute(ConvolutionPath.Unfold, input, weight, options);
            return path == ConvolutionPath.OneDnn && weight.shape[0] % 16 != 0 ? result.mul(KeptScalar.Of(0.6)) : result;
        });

        Assert.Equal(ConvolutionPath.OneDnnPadded, report.Path);
        Assert.Equal(0.4, report.Results[0].WorstError, 2);
        Assert.Contains("OneDnn: wrong, largest relative error 0.4 in ", report.Summary);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.01)]
    public void A_fault_in_the_gradients_alone_is_found(double factor)
    {
        var report = ConvolutionSelfTest.Run((ConvolutionPath path, Tensor input, Tensor weight, ConvolutionOptions options) =>
        {
            var result = ConvolutionKernels.Compute(ConvolutionPath.Unfold, input, weight, options);
            if (path is ConvolutionPath.OneDnn or ConvolutionPath.OneDnnPadded)
            {
                // Same value, gradient times the factor.
                var scaled = result.mul(KeptScalar.Of(factor));
                return result.detach() + (scaled - scaled.detach()).nan_to_num(0);
            }

            return result;
        });

        Assert.Equal(ConvolutionPath.Unfold, report.Path);
        Assert.Contains("gradient", report.Results[0].WorstCase);
    }

    [Fact]
    public void The_switch_of_NNPACK_is_found() => Assert.True(LibtorchSwitch.TrySetNnpack(false));

    [Fact]
    public void Where_no_way_is_right_the_error_says_what_to_do()
    {
        var report = ConvolutionSelfTest.Run(static (ConvolutionPath path, Tensor input, Tensor weight, ConvolutionOptions options) =>
            ConvolutionKernels.Compute(ConvolutionPath.Unfold, input, weight, options).mul(KeptScalar.Of(2)));
        LibtorchSwitch.TrySetOneDnn(true);

        Assert.False(report.IsRight);
        Assert.Contains("ONEDNN_MAX_CPU_ISA=SSE41", Assert.Throws<LibtorchUnavailableException>(() => report.Path).Message);
        Assert.StartsWith("no way is right; OneDnn: wrong", report.Summary, StringComparison.Ordinal);
    }
}
