using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>HLOP's subspaces in libtorch, operation by operation as the paper's code has them: all rows in each iteration, frozen changes set to zero.</summary>
internal sealed class TorchSubspaces
{
    private const int Iterations = 5;
    private readonly int[] _frozen;
    private readonly Tensor[] _rows;
    private readonly Tensor[] _momentum;

    public TorchSubspaces(int[] frozen, int[] learning, int[] inputs)
    {
        _frozen = frozen;
        _rows = [.. inputs.Select((width, layer) => nn.init.orthogonal_(empty(frozen[layer] + learning[layer], width)))];
        _momentum = [.. _rows.Select(rows => zeros_like(rows))];
    }

    public Tensor Remove(int layer, Tensor activity)
    {
        var old = _rows[layer].slice(0, 0, _frozen[layer], 1);
        return activity.sub(activity.matmul(old.t()).matmul(old));
    }

    public void Learn(int layer, Tensor activity)
    {
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var known = activity.matmul(_rows[layer].t());
            var left = activity.sub(known.matmul(_rows[layer]));
            var change = known.t().matmul(left).DividedBy(activity.shape[0]).clamp(KeptScalar.Of(-10.0), KeptScalar.Of(10.0));
            change.slice(0, 0, _frozen[layer], 1).zero_();
            _momentum[layer].ScaleInPlace(0.9).AddInPlace(change, 0.1);
            _rows[layer].AddInPlace(_momentum[layer], layer == 0 ? 0.001 : 0.01);
        }
    }
}
