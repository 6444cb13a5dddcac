using Glia.Language;
using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using Glia.Tests.Neurons;
using static TorchSharp.torch;

namespace Glia.Tests.Language;

public sealed class DecayedAssociationTests
{
    [Fact]
    public void All_steps_at_once_give_values_and_gradients_of_the_recurrence()
    {
        using var scope = NewDisposeScope();
        Tensor[] leaves = [Draw("q", 7, 2, 3, 4), Draw("k", 7, 2, 3, 4), Draw("v", 7, 2, 3, 5), tensor([-0.5, -0.1, -0.01]).requires_grad_(true), Draw("a", 2, 3, 4, 5)];
        var together = DecayedAssociation.Run(leaves[0], leaves[1], leaves[2], leaves[3], leaves[4]);
        var weights = Draw("w", 7, 2, 3, 5).detach();
        together.Output.mul(weights).sum().Plus(together.State.square().sum()).backward();
        var gradients = leaves.Select(leaf => leaf.grad!.clone()).ToList();
        foreach (var leaf in leaves)
        {
            leaf.grad!.zero_();
        }

        var (outputs, state) = (new List<Tensor>(), leaves[4]);
        for (var t = 0; t < 7; t++)
        {
            state = state.mul(leaves[3].exp().view(-1, 1, 1)).Plus(leaves[1][t].unsqueeze(3).mul(leaves[2][t].unsqueeze(2)));
            outputs.Add(leaves[0][t].unsqueeze(3).mul(state).sum(dim: 2));
        }

        stack(outputs).mul(weights).sum().Plus(state.square().sum()).backward();
        ReferenceComparison.Close("output", stack(outputs), together.Output, 1e-12);
        ReferenceComparison.Close("state", state, together.State, 1e-12);
        foreach (var (leaf, gradient) in leaves.Zip(gradients))
        {
            ReferenceComparison.Close("gradient", leaf.grad, gradient, 1e-9);
        }
    }

    [Fact]
    public void What_was_written_under_a_key_is_read_with_it()
    {
        using var scope = NewDisposeScope();
        var keys = eye(4).view(4, 1, 1, 4);
        var values = Draw("v", 4, 1, 1, 3).to_type(ScalarType.Float32).detach();
        var (_, memory) = DecayedAssociation.Run(keys, keys, values, zeros(1), null);
        var (read, _) = DecayedAssociation.Run(keys.narrow(0, 2, 1), zeros(1, 1, 1, 4), zeros(1, 1, 1, 3), zeros(1), memory);
        Assert.True(allclose(values[2], read[0]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_and_heads_that_do_not_divide_are_refused()
    {
        using var scope = NewDisposeScope();
        var keys = zeros(2, 1, 2, 3);
        Assert.Contains("[2, 1, 2, 3]", Assert.Throws<ArgumentException>(() => DecayedAssociation.Run(keys, keys, zeros(3, 1, 2, 3), zeros(2), null)).Message, StringComparison.Ordinal);
        Assert.Contains("3 heads", Assert.Throws<ArgumentException>(() => new AstrocyteMemory(8, 3, _ => new LeakyIntegrateAndFire(), new RandomStream(1, "memory"))).Message, StringComparison.Ordinal);
    }

    private static Tensor Draw(string name, params long[] shape) =>
        TensorInitialization.Gaussian(new RandomStream(1, name), shape, 0, 1).to_type(ScalarType.Float64).requires_grad_(true);
}
