using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Tensors;

[Collection(nameof(LibtorchGlobals))]
public sealed class TorchSeedTests
{
    [Fact]
    public void The_same_stream_gives_the_same_draws_inside_libtorch()
    {
        var first = Draw(new RandomStream(5, "torch"));

        Assert.Equal(first, Draw(new RandomStream(5, "torch")));
        Assert.NotEqual(first, Draw(new RandomStream(6, "torch")));
    }

    private static long[] Draw(RandomStream random)
    {
        TorchSeed.Apply(random);
        using var order = randperm(50, ScalarType.Int64);
        return order.AsReadOnlySpan<long>().ToArray();
    }
}
