using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;
using Adam = Glia.Training.Adam;
using Parameter = TorchSharp.Modules.Parameter;

namespace Glia.Tests.Training;

public sealed class AdamTests
{
    public AdamTests() => Libtorch.EnsureLoaded();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.03, 0)]
    [InlineData(0, 0.03)]
    public void Fifty_steps_equal_those_of_torch(double decay, double decoupled)
    {
        foreach (var length in new[] { 1, 7, 8, 9, 33 })
        {
            using var scope = NewDisposeScope();
            var random = new RandomStream(3, "adam");
            var start = TensorInitialization.Gaussian(random, [length], 0, 1).to_type(ScalarType.Float64);
            var target = TensorInitialization.Gaussian(random, [length], 0, 1).to_type(ScalarType.Float64);
            var (ours, theirs) = (start.clone().requires_grad_(true), new Parameter(start.clone()));
            var adam = new Adam([ours], Schedule.Constant(0.05), new AdamOptions { WeightDecay = decay, DecoupledWeightDecay = decoupled });
            using optim.Optimizer torchs = decoupled > 0
                ? optim.AdamW([theirs], lr: 0.05, weight_decay: decoupled)
                : optim.Adam([theirs], lr: 0.05, weight_decay: decay);
            for (var step = 0; step < 50; step++)
            {
                adam.ZeroGradients();
                ours.sub(target).square().sum().backward();
                adam.Step();
                torchs.zero_grad();
                theirs.sub(target).square().sum().backward();
                torchs.step();
                var (a, b) = (ours.detach().AsReadOnlySpan<double>().ToArray(), theirs.detach().AsReadOnlySpan<double>().ToArray());
                Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
            }
        }
    }

    [Fact]
    public void A_first_step_moves_by_the_rate_whatever_the_size_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = tensor(new[] { 1f, 1f }).requires_grad_(true);
        var adam = new Adam([parameter], Schedule.Constant(0.1));
        parameter.mul(tensor(new[] { 1e-3f, -1e3f })).sum().backward();
        adam.Step();
        Assert.Equal(0.9f, parameter.detach().AsSpan<float>()[0], 1e-5f);
        Assert.Equal(1.1f, parameter.detach().AsSpan<float>()[1], 1e-5f);
        Assert.Equal(1, adam.Steps);
    }

    [Fact]
    public void A_parameter_without_gradient_and_one_of_whole_numbers()
    {
        using var scope = NewDisposeScope();
        var parameter = ones(3).requires_grad_(true);
        new Adam([parameter], Schedule.Constant(0.1)).Step();
        Assert.Equal(1f, parameter.detach().AsSpan<float>()[0]);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => new Adam([zeros(2, ScalarType.Int64)], Schedule.Constant(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam([], Schedule.Constant(1), new AdamOptions { SecondMomentDecay = 1 }));
    }

    [Fact]
    public void A_strided_gradient_is_read_in_the_order_of_the_parameter()
    {
        using var scope = NewDisposeScope();
        var parameter = ones(2, 3).requires_grad_(true);
        parameter.t().mul(tensor(new[,] { { 1f, -1f }, { -1f, 1f }, { 1f, 1f } })).sum().backward();
        new Adam([parameter], Schedule.Constant(0.5)).Step();
        Assert.Equal([0.5f, 1.5f, 0.5f, 1.5f, 0.5f, 0.5f], parameter.detach().AsSpan<float>().ToArray());
    }
}
