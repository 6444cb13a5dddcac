using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>How much of what one head writes another can read, by weights alone.</summary>
/// <remarks>
/// With OV = W_V W_O and QK = W_Q W_Kᵀ (rows are vectors): query ‖OV₁ QK₂‖/(‖OV₁‖ ‖QK₂‖), key ‖QK₂ OV₁ᵀ‖/…, value ‖OV₁ OV₂‖/…, Frobenius norms. Norm
/// weights are folded in; biases and rotary positions are left out. Source: Elhage and others 2021.
/// </remarks>
public static class CompositionScores
{
    /// <summary>Returns the scores of every earlier head with every later one, [layer₁, head₁, layer₂, head₂]; zero where the second is not later.</summary>
    public static double[,,,] All(Transformer model, CompositionKind kind)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (layers, heads) = (model.Configuration.Layers, model.Configuration.Heads);
        var factors = Enumerable.Range(0, layers).Select(layer => Enumerable.Range(0, heads).Select(head => HeadFactors.Of(model, layer, head)).ToArray()).ToArray();
        var scores = new double[layers, heads, layers, heads];
        for (var first = 0; first < layers; first++)
        {
            for (var second = first + 1; second < layers; second++)
            {
                for (var i = 0; i < heads * heads; i++)
                {
                    using var inner = NewDisposeScope();
                    scores[first, i / heads, second, i % heads] = Score(factors[first][i / heads], factors[second][i % heads], kind);
                }
            }
        }

        return scores;
    }

    private static double Score(HeadFactors writer, HeadFactors reader, CompositionKind kind)
    {
        var (left, right, norm) = kind switch
        {
            CompositionKind.Query => (reader.Query, reader.Key, reader.QueryKeyNorm),
            CompositionKind.Key => (reader.Key, reader.Query, reader.QueryKeyNorm),
            _ => (reader.Value, reader.Output.t(), reader.OutputValueNorm),
        };

        // ‖W_V (W_O left) rightᵀ‖: all products are of the size of a head.
        return Norm(writer.Value, matmul(writer.Output, left), right) / (writer.OutputValueNorm * norm);
    }

    /// <summary>‖A M Bᵀ‖ by way of the small matrices AᵀA and BᵀB.</summary>
    private static double Norm(Tensor a, Tensor m, Tensor b) =>
        Math.Sqrt(Math.Max(0, (matmul(matmul(a.t(), a), m) * matmul(m, matmul(b.t(), b))).sum().item<double>()));

    /// <summary>One head's matrices, in double precision, with the norm's weights folded into what reads.</summary>
    private sealed record HeadFactors(Tensor Query, Tensor Key, Tensor Value, Tensor Output, double QueryKeyNorm, double OutputValueNorm)
    {
        public static HeadFactors Of(Transformer model, int layer, int head)
        {
            var (block, size) = (model.Weights.Blocks[layer], model.Configuration.HeadWidth);
            var shared = head / (model.Configuration.Heads / model.Configuration.KeyValueHeadCount);
            var (query, key, value) = (Columns(block.Query, head), Columns(block.Key, shared), Columns(block.Value, shared));
            var output = block.Output.Weight.to_type(ScalarType.Float64).narrow(0, head * size, size);
            var identity = eye(size, dtype: ScalarType.Float64);
            return new HeadFactors(query, key, value, output, Norm(query, identity, key), Norm(value, identity, output.t()));

            Tensor Columns(LinearWeights linear, int place)
            {
                var columns = linear.Weight.to_type(ScalarType.Float64).narrow(1, place * size, size);
                return block.AttentionNorm is { } norm ? columns * norm.Weight.to_type(ScalarType.Float64).unsqueeze(1) : columns;
            }
        }
    }
}
