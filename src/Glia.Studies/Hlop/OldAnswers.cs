using System.Numerics.Tensors;
using Glia.Continual;
using Glia.Networks;

namespace Glia.Studies.Hlop;

/// <summary>What the layers answered to the first task's activity when that task had been learnt, and how far later tasks moved it.</summary>
internal sealed class OldAnswers
{
    private readonly ITrainableNetwork _network;
    private readonly List<float[]>[] _answers;

    public OldAnswers(ITrainableNetwork network, TaskSamples samples, int count)
    {
        _network = network;
        Activity = LayerActivity.Of(network, samples, count);
        _answers = [.. Activity.Select((rows, layer) => rows.Select(row => Answer(layer, row)).ToList())];
    }

    /// <summary>The activity of each layer's input.</summary>
    public List<float[]>[] Activity { get; }

    /// <summary>‖W_nowᵀx − W_thenᵀx‖ / ‖W_thenᵀx‖ over all samples x, for a layer.</summary>
    public double Change(int layer)
    {
        var (moved, size) = (0.0, 0.0);
        for (var row = 0; row < Activity[layer].Count; row++)
        {
            var before = _answers[layer][row];
            var distance = TensorPrimitives.Distance(Answer(layer, Activity[layer][row]), before);
            moved += distance * distance;
            size += TensorPrimitives.SumOfSquares<float>(before);
        }

        return Math.Sqrt(moved / size);
    }

    private float[] Answer(int layer, float[] row)
    {
        var shape = _network.Layers[layer];
        var answer = new float[shape.Outputs];
        for (var i = 0; i < row.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(_network.Parameters.Slice(shape.WeightOffset + (i * shape.Stride), shape.Outputs), row[i], answer, answer);
        }

        return answer;
    }
}
