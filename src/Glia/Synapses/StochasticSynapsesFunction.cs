using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Synapses;

/// <summary>Puts stochastic synapses into the autograd graph: inputs are spikes, probability, transmission φQ and amplitude Q.</summary>
internal sealed class StochasticSynapsesFunction : SingleTensorFunction<StochasticSynapsesFunction>
{
    private const string GradientsKey = "gradients";

    public override string Name => nameof(StochasticSynapsesFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (spikes, transmission, amplitude) = ((Tensor)vars[0], (Tensor)vars[2], (Tensor)vars[3]);
        ctx.save_for_backward([spikes, transmission, amplitude]);
        return spikes.mul(transmission);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (spikes, transmission, amplitude) = (saved[0], saved[1], saved[2]);
        var bySpikes = grad_output.mul(transmission).MoveToOuterDisposeScope();
        var byProbability = grad_output.mul(amplitude).mul(spikes).reshape(-1, spikes.shape[^1]).sum([0]).MoveToOuterDisposeScope();
        List<Tensor> gradients = [bySpikes, byProbability, null!, null!];

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        return gradients;
    }
}
