using Glia.Language;
using Glia.Random;
using Glia.Tensors;
using Glia.Tests.Neurons;
using static TorchSharp.torch;

namespace Glia.Tests.Language;

public sealed class RwkvTimeMixTests
{
    private const int Steps = 12;
    private const int Batch = 2;
    private const int Width = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void Values_and_gradients_are_those_of_the_sum_written_out(double keyScale)
    {
        using var scope = NewDisposeScope();
        var (keys, values, decay, bonus) = (Draw("keys", keyScale), Draw("values", 1), Positive(), Draw("bonus", 1, Width));
        var output = WeightedKeyValueFunction.apply(keys, values, decay, bonus, Empty());
        var weights = TensorInitialization.Gaussian(new RandomStream(1, "weights"), output.shape, 0, 1).to_type(ScalarType.Float64);
        output.mul(weights).sum().backward();
        Tensor[] leaves = [keys, values, decay, bonus];
        var fused = leaves.Select(leaf => leaf.grad!.clone()).ToList();
        foreach (var leaf in leaves)
        {
            leaf.grad!.zero_();
        }

        var expected = WrittenOut(keys, values, decay, bonus);
        expected.mul(weights).sum().backward();
        ReferenceComparison.Close("output", expected, output, 1e-9);
        foreach (var (leaf, gradient) in leaves.Zip(fused))
        {
            ReferenceComparison.Close("gradient", leaf.grad, gradient, 1e-9);
        }
    }

    [Fact]
    public void A_window_at_a_time_gives_what_all_steps_give()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var mix = new RwkvTimeMix(Width, new RandomStream(1, "mix"));
        var input = TensorInitialization.Gaussian(new RandomStream(1, "input"), [Steps, Batch, Width], 0, 1);
        var whole = mix.Run(input, null).Output;
        var first = mix.Run(input.narrow(0, 0, 5), null);
        var second = mix.Run(input.narrow(0, 5, Steps - 5), first.State);
        ReferenceComparison.Close("output", whole, cat([first.Output, second.Output]), 1e-5);
    }

    // Two softmaxes over all keys up to now, powers taken together so that nothing overflows.
    private static Tensor WrittenOut(Tensor keys, Tensor values, Tensor decay, Tensor bonus)
    {
        var outputs = new List<Tensor>();
        for (var t = 0; t < Steps; t++)
        {
            var exponents = Enumerable.Range(0, t).Select(s => keys[s].sub(decay.Times(t - 1 - s))).Append(keys[t].Plus(bonus));
            outputs.Add(stack(exponents).softmax(0).mul(values.narrow(0, 0, t + 1)).sum(dim: 0));
        }

        return stack(outputs);
    }

    private static Tensor Draw(string name, double scale, params long[] shape) =>
        TensorInitialization.Gaussian(new RandomStream(1, name), shape.Length == 0 ? [Steps, Batch, Width] : shape, 0, scale).to_type(ScalarType.Float64).requires_grad_(true);

    private static Tensor Positive() => TensorInitialization.Uniform(new RandomStream(1, "decay"), [Width], 0.05, 2).to_type(ScalarType.Float64).requires_grad_(true);

    private static Tensor Empty()
    {
        var state = zeros([3, Batch, Width], ScalarType.Float64);
        state[2].fill_(KeptScalar.Of(WeightedKeyValueKernel<double>.Nothing));
        return state;
    }
}
