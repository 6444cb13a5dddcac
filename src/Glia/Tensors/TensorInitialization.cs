using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Tensors;

/// <summary>Initial parameters drawn from a <see cref="RandomStream"/>: the same seed and name give the same network on any machine.</summary>
public static class TensorInitialization
{
    /// <summary>Returns a tensor of uniform numbers in [low, high), filled in row-major order.</summary>
    /// <param name="random">The stream that is read, one number an element.</param>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Bound that is not reached.</param>
    public static Tensor Uniform(RandomStream random, ReadOnlySpan<long> shape, double low, double high)
    {
        var tensor = Empty(random, shape);
        random.FillUniform(tensor.AsSpan<float>(), (float)low, (float)high);
        return tensor;
    }

    /// <summary>Returns a tensor of normal numbers, filled in row-major order.</summary>
    /// <param name="random">The stream that is read.</param>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation.</param>
    public static Tensor Gaussian(RandomStream random, ReadOnlySpan<long> shape, double mean, double standardDeviation)
    {
        var tensor = Empty(random, shape);
        random.FillGaussian(tensor.AsSpan<float>(), (float)mean, (float)standardDeviation);
        return tensor;
    }

    /// <summary>Returns the weight [outputs, inputs] of a linear layer by PyTorch's default, U(−1/√inputs, 1/√inputs).</summary>
    /// <remarks>PyTorch's <c>kaiming_uniform_(a = √5)</c> reduces to this bound.</remarks>
    public static Tensor LinearWeight(RandomStream random, long outputs, long inputs) =>
        Uniform(random, [outputs, inputs], -Bound(inputs), Bound(inputs));

    /// <summary>Returns the bias [outputs] of a linear layer by PyTorch's default, U(−1/√inputs, 1/√inputs).</summary>
    public static Tensor LinearBias(RandomStream random, long outputs, long inputs) =>
        Uniform(random, [outputs], -Bound(inputs), Bound(inputs));

    /// <summary>Fills the parameters of a TorchSharp linear layer by PyTorch's default from the children <c>weight</c> and <c>bias</c> of a stream.</summary>
    /// <param name="layer">The layer whose float parameters are overwritten.</param>
    /// <param name="random">The layer's stream; it is not read itself.</param>
    public static void FillLinear(TorchSharp.Modules.Linear layer, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(random);
        var bound = (float)Bound(layer.weight.shape[1]);
        random.Child("weight").FillUniform(layer.weight.AsSpan<float>(), -bound, bound);
        if (layer.bias is { } bias)
        {
            random.Child("bias").FillUniform(bias.AsSpan<float>(), -bound, bound);
        }
    }

    private static double Bound(long inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        return 1 / Math.Sqrt(inputs);
    }

    private static Tensor Empty(RandomStream random, ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        return empty(shape.ToArray(), ScalarType.Float32);
    }
}
