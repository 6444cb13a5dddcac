using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Glia.Benchmarks;

/// <summary>A layer of delays as dcls computes it: a dense kernel [outputs, inputs, K] made operation by operation, and a convolution over time.</summary>
internal sealed class DenseDelayKernel
{
    private readonly Tensor _places;
    private readonly int _slots;

    public DenseDelayKernel(DelayedLinear layer)
    {
        _slots = layer.Options.MaxDelay;
        _places = arange(_slots, ScalarType.Float32).DetachFromDisposeScope();
        Weight = new Parameter(layer.Weight.detach().select(0, 0).t().contiguous());
        Position = new Parameter(layer.Position.detach().select(0, 0).t().contiguous());
    }

    public Parameter Weight { get; }

    public Parameter Position { get; }

    /// <summary>Convolves [B, inputs, T] to [B, outputs, T + (K − 1)/2].</summary>
    public Tensor Convolve(Tensor input, double sigma)
    {
        var width = Math.Abs(sigma) + 0.27;
        var distance = _places.sub(Position.Plus(_slots / 2).unsqueeze(-1));
        var heights = distance.DividedBy(width).square().Times(-0.5).exp();
        var kernel = Weight.unsqueeze(-1).mul(heights.div(heights.sum(-1, keepdim: true).Plus(1e-7)));
        return Convolution.OneDimensional(nn.functional.pad(input, [_slots - 1, (_slots - 1) / 2]), kernel);
    }
}
