using Glia.Random;

namespace Glia.Networks.Spiking;

/// <summary>The weights by which errors go back, in the layout of a layer's weights.</summary>
internal abstract unsafe class FeedbackPath
{
    /// <summary>Makes the path of a mode; fixed weights are drawn from <paramref name="random"/>.</summary>
    public static FeedbackPath Of(FeedbackMode mode, IReadOnlyList<PerceptronLayer> layers, RandomStream random) => mode switch
    {
        FeedbackMode.FeedbackAlignment => new Fixed(layers, random),
        FeedbackMode.SignSymmetric => new Signs(),
        _ => new Own(),
    };

    /// <summary>The weights of a layer, [inputs, stride].</summary>
    /// <param name="index">Which layer.</param>
    /// <param name="layer">Its shape.</param>
    /// <param name="weights">Its own weights.</param>
    /// <param name="scratch">Room for as many numbers, which the result may lie in.</param>
    public abstract float* Weights(int index, PerceptronLayer layer, float* weights, float* scratch);

    private sealed class Own : FeedbackPath
    {
        public override float* Weights(int index, PerceptronLayer layer, float* weights, float* scratch) => weights;
    }

    private sealed class Fixed : FeedbackPath
    {
        private readonly AlignedBuffer[] _weights;

        public Fixed(IReadOnlyList<PerceptronLayer> layers, RandomStream random)
        {
            _weights = [.. layers.Select(layer => new AlignedBuffer(layer.Inputs * layer.Stride))];
            for (var i = 0; i < _weights.Length; i++)
            {
                LinearStart.Fill(_weights[i].Span, layers[i], random);
            }
        }

        public override float* Weights(int index, PerceptronLayer layer, float* weights, float* scratch) => _weights[index].Pointer;
    }

    private sealed class Signs : FeedbackPath
    {
        public override float* Weights(int index, PerceptronLayer layer, float* weights, float* scratch)
        {
            var size = 1 / MathF.Sqrt(layer.Inputs);
            for (var i = 0; i < layer.Inputs * layer.Stride; i++)
            {
                scratch[i] = weights[i] == 0 ? 0 : MathF.CopySign(size, weights[i]);
            }

            return scratch;
        }
    }
}
