using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>A training step of differentiation on spike representation in libtorch, with as few operations as we could write it with.</summary>
internal sealed class TorchDsrStep
{
    private const double Decay = 0.951229424500714, Threshold = 0.3, FiringShare = 0.3, StepLength = 0.05, Tau = 1;
    private readonly Tensor _input;
    private readonly Tensor _oneHot;
    private readonly Tensor[] _weights;
    private readonly Tensor _rateWeights;
    private readonly double _excess;
    private readonly double _rate;
    private readonly int _batch;
    private readonly int _steps;

    public TorchDsrStep(int[] sizes, int batch, int steps, double rate, int[] labels)
    {
        (_batch, _steps, _rate) = (batch, steps, rate);
        _input = rand(batch, sizes[0]).Minus(0.1307).DividedBy(0.3081);
        _weights = [.. Enumerable.Range(0, 3).Select(layer => rand(sizes[layer + 1], sizes[layer]).Minus(0.5).Times(2 / Math.Sqrt(sizes[layer])))];
        _oneHot = nn.functional.one_hot(tensor([.. labels.Select(label => (long)label)]), sizes[^1]).to_type(ScalarType.Float32);
        var weights = Enumerable.Range(1, steps).Select(t => Math.Exp(-(steps - t) * StepLength)).ToArray();
        _excess = steps * weights.Sum(weight => weight * weight) / Math.Pow(weights.Sum(), 2);
        _rateWeights = tensor([.. weights.Select(weight => (float)(weight / weights.Sum()))]).unsqueeze(0);
    }

    public void Run(TorchSubspaces? subspaces)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var current = _input.matmul(_weights[0].t());
        var first = Neurons(Enumerable.Repeat(current, _steps).ToArray());
        var second = Neurons(first.Spikes.view(_steps * _batch, -1).matmul(_weights[1].t()).view(_steps, _batch, -1).unbind(0));
        var logits = second.Rate.matmul(_weights[2].t());
        var error = nn.functional.softmax(logits, 1).sub(_oneHot).DividedBy(_batch);
        var below = Clamp(error.matmul(_weights[2]).Times(_excess), second.CurrentRate);
        var lowest = Clamp(below.matmul(_weights[1]), first.CurrentRate);
        Tensor[] seen = [_input, first.Rate, second.Rate], activity = [_input, first.Mean, second.Rate], errors = [lowest, below, error];
        for (var layer = 0; layer < 3; layer++)
        {
            var used = subspaces is null ? activity[layer] : subspaces.Remove(layer, activity[layer]);
            subspaces?.Learn(layer, seen[layer]);
            _weights[layer].addmm_(errors[layer].t(), used, 1, (float)-_rate);
        }
    }

    private (Tensor Spikes, Tensor Rate, Tensor Mean, Tensor CurrentRate) Neurons(Tensor[] currents)
    {
        var membrane = zeros_like(currents[0]);
        var spikes = new Tensor[_steps];
        for (var t = 0; t < _steps; t++)
        {
            membrane.ScaleInPlace(Decay).AddInPlace(currents[t], 1 - Decay);
            spikes[t] = membrane.ge(KeptScalar.Of(FiringShare * Threshold)).to_type(ScalarType.Float32).ScaleInPlace(Threshold / StepLength);
            membrane.AddInPlace(spikes[t], -StepLength);
        }

        var all = stack(spikes);
        var width = currents[0].shape[1];
        Tensor Weighted(Tensor rows) => _rateWeights.matmul(rows.view(_steps, -1)).view(_batch, width);
        return (all, Weighted(all), all.mean([0L]), ReferenceEquals(currents[0], currents[1]) ? currents[0] : Weighted(stack(currents)));
    }

    private static Tensor Clamp(Tensor gradient, Tensor currentRate) =>
        gradient.mul(currentRate.gt(KeptScalar.Of(0.0)).logical_and(currentRate.lt(KeptScalar.Of(Threshold * Tau / StepLength))).to_type(ScalarType.Float32));
}
