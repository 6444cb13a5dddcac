using Glia.Random;
using Glia.Recurrent;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Recurrent;

public sealed class GatedRecurrentUnitTests
{
    [Fact]
    public void A_sequence_follows_the_equations_step_by_step()
    {
        const int Units = 3;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var layer = new GatedRecurrentUnit(2, Units, new RandomStream(1, "gru"));
        var input = TensorInitialization.Gaussian(new RandomStream(1, "x"), [4, 5, 2], 0, 1);
        var weights = layer.named_parameters().ToDictionary(pair => pair.name.Split('.')[^1], pair => pair.parameter);
        Tensor Part(Tensor all, int gate) => all.narrow(1, gate * Units, Units);
        var h = zeros(5, Units);
        var (output, state) = layer.Run(input, null);
        for (var t = 0; t < 4; t++)
        {
            var (x, u) = (nn.functional.linear(input[t], weights["weight_ih_l0"], weights["bias_ih_l0"]), nn.functional.linear(h, weights["weight_hh_l0"], weights["bias_hh_l0"]));
            var (reset, keep) = (Part(x, 0).Plus(Part(u, 0)).sigmoid(), Part(x, 1).Plus(Part(u, 1)).sigmoid());
            var candidate = Part(x, 2).Plus(reset * Part(u, 2)).tanh();
            h = candidate.Plus(keep * (h - candidate));
            Assert.True(allclose(h, output[t], 1e-5, 1e-6));
        }

        Assert.True(allclose(h, state[0], 1e-5, 1e-6));
    }

    [Fact]
    public void A_sequence_in_two_parts_is_the_sequence()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var layer = new GatedRecurrentUnit(2, 3, new RandomStream(1, "gru"));
        var input = TensorInitialization.Gaussian(new RandomStream(1, "x"), [6, 2, 2], 0, 1);
        var (first, state) = layer.Run(input.narrow(0, 0, 2), null);
        Assert.True(allclose(layer.Run(input, null).Output, cat([first, layer.Run(input.narrow(0, 2, 4), state).Output]), 1e-5, 1e-6));
    }

    [Fact]
    public void Another_number_of_inputs_is_refused()
    {
        using var layer = new GatedRecurrentUnit(2, 3, new RandomStream(1, "gru"));
        using var input = zeros(4, 5, 3);
        Assert.Contains("[T, B, 2]", Assert.Throws<ArgumentException>(() => layer.Run(input, null)).Message, StringComparison.Ordinal);
    }
}
