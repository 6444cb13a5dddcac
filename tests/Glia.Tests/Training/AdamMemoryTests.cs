using Glia.Tensors;
using Glia.Tests.Tensors;
using Glia.Training;
using static TorchSharp.torch;
using Adam = Glia.Training.Adam;

namespace Glia.Tests.Training;

[Collection(nameof(LibtorchGlobals))]
public sealed class AdamMemoryTests
{
    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        Libtorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var parameter = ones(4).requires_grad_(true);
        var adam = new Adam([parameter], Schedule.Constant(1e-3));
        parameter.square().sum().backward();
        var before = Tensor.TotalCount;
        for (var step = 0; step < 20; step++)
        {
            adam.Step();
            adam.ZeroGradients();
        }

        Assert.Equal(before, Tensor.TotalCount);
    }
}
