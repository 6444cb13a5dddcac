using Glia.Random;

namespace Glia.Networks;

/// <summary>A fully connected network whose parameters lie in one flat buffer.</summary>
/// <remarks>
/// <para>h₀ = x; h_l = φ(h_{l−1} W_l + b_l) for the hidden layers, φ the <see cref="Activation"/>, ReLU by default; logits = h_{L−1} W_L + b_L.</para>
/// <para>Initial weights and biases are uniform in ±1/√inputs, the default of PyTorch's <c>Linear</c> (its numbers are not reproduced), or normal:
/// <see cref="WithNormalParameters"/>.</para>
/// <para>Training and evaluation go through a <see cref="PerceptronWorkspace"/>. Thread-safe: no.</para>
/// </remarks>
public sealed class MultilayerPerceptron : ITrainableNetwork
{
    private const int VectorWidth = 16;
    private readonly PerceptronLayer[] _layers;
    private readonly int[] _sizes;

    /// <summary>Makes a network with random initial parameters.</summary>
    /// <param name="sizes">Units per layer, inputs first: <c>[784, 128, 128, 10]</c>.</param>
    /// <param name="random">Source of the initial parameters; read layer by layer, weights in the order [input, output], then biases.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive.</exception>
    public MultilayerPerceptron(IReadOnlyList<int> sizes, RandomStream random)
        : this([.. sizes], HiddenActivation.Rectified)
    {
        foreach (var layer in _layers)
        {
            var bound = 1 / MathF.Sqrt(layer.Inputs);
            for (var input = 0; input <= layer.Inputs; input++)
            {
                random.FillUniform(Parameters.Slice(layer.WeightOffset + (input * layer.Stride), layer.Outputs), -bound, bound);
            }
        }
    }

    private MultilayerPerceptron(int[] sizes, HiddenActivation activation)
    {
        if (sizes.Length < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException($"A network needs at least two layer sizes, each positive; got [{string.Join(", ", sizes)}].", nameof(sizes));
        }

        _sizes = sizes;
        Activation = activation;
        _layers = new PerceptronLayer[sizes.Length - 1];
        var offset = 0;
        for (var i = 0; i < _layers.Length; i++)
        {
            var stride = Padded(sizes[i + 1]);
            _layers[i] = new PerceptronLayer(sizes[i], sizes[i + 1], stride, offset, offset + (sizes[i] * stride));
            offset += _layers[i].Length;
        }

        Buffer = new AlignedBuffer(offset);
    }

    /// <summary>Units per layer, inputs first.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>What hidden units make of their sums.</summary>
    public HiddenActivation Activation { get; }

    /// <summary>The layers' places in <see cref="Parameters"/>.</summary>
    public IReadOnlyList<PerceptronLayer> Layers => _layers;

    /// <summary>All parameters, layer by layer: weights, then biases, rows padded as <see cref="PerceptronLayer"/> says.</summary>
    public Span<float> Parameters => Buffer.Span;

    /// <summary>Number of weights and biases, padding not counted.</summary>
    public int ParameterCount => _layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs);

    internal AlignedBuffer Buffer { get; }

    /// <summary>Makes a network with weights from N(0, 2/inputs) and biases from N(0, 1).</summary>
    /// <param name="sizes">Units per layer, inputs first: <c>[784, 80, 60, 10]</c>.</param>
    /// <param name="activation">What hidden units make of their sums.</param>
    /// <param name="random">Source of the initial parameters; read layer by layer, weights in the order [input, output], then biases.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive.</exception>
    public static MultilayerPerceptron WithNormalParameters(IReadOnlyList<int> sizes, HiddenActivation activation, RandomStream random)
    {
        var network = new MultilayerPerceptron([.. sizes], activation);
        foreach (var layer in network._layers)
        {
            var deviation = MathF.Sqrt(2f / layer.Inputs);
            for (var input = 0; input < layer.Inputs; input++)
            {
                random.FillGaussian(network.Parameters.Slice(layer.WeightOffset + (input * layer.Stride), layer.Outputs), 0, deviation);
            }

            random.FillGaussian(network.Parameters.Slice(layer.BiasOffset, layer.Outputs), 0, 1);
        }

        return network;
    }

    /// <summary>Returns a network with the same parameters that shares nothing with this one.</summary>
    public MultilayerPerceptron Clone()
    {
        var copy = new MultilayerPerceptron(_sizes, Activation);
        Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    ITrainingBatch ITrainableNetwork.CreateBatch(int capacity) => new PerceptronWorkspace(this, capacity);

    ITrainableNetwork ITrainableNetwork.Copy() => Clone();

    internal static int Padded(int count) => (count + VectorWidth - 1) / VectorWidth * VectorWidth;
}
