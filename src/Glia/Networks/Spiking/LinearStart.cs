using Glia.Random;

namespace Glia.Networks.Spiking;

/// <summary>Initial weights uniform in ±1/√inputs, the default of PyTorch's <c>Linear</c> (Kaiming uniform with a = √5).</summary>
internal static class LinearStart
{
    public static void Fill(Span<float> weights, PerceptronLayer layer, RandomStream random)
    {
        var bound = 1 / MathF.Sqrt(layer.Inputs);
        for (var input = 0; input < layer.Inputs; input++)
        {
            random.FillUniform(weights.Slice(input * layer.Stride, layer.Outputs), -bound, bound);
        }
    }
}
