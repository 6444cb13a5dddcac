using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Tensors;

[Collection(nameof(LibtorchGlobals))]
public sealed class KeptScalarTests
{
    // With temporary scalars the same loop fails once in about 1,500 calls: see docs/native-library.md.
    [Fact]
    public void Sums_with_kept_scalars_survive_a_collector_that_never_rests()
    {
        using var x = zeros(8);
        var stop = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var n = 0; n < 100_000; n++)
            {
                using var sum = x.Plus(n);
                Assert.Equal(n, sum.AsReadOnlySpan<float>()[3]);
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            collector.Join();
        }
    }

    [Fact]
    public void Arithmetic_equals_the_operators_it_replaces()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(new[] { 1f, -2, 3 }), tensor(new[] { 10f, 20, 30 }));

        Assert.Equal([11f, 18, 33], a.Plus(b).AsReadOnlySpan<float>().ToArray());
        Assert.Equal([6f, 8, 18], a.Plus(b, 0.5).AsReadOnlySpan<float>().ToArray());
        Assert.Equal([1.5f, -1.5f, 3.5f], a.Plus(0.5).AsReadOnlySpan<float>().ToArray());
        Assert.Equal([0.5f, -2.5f, 2.5f], a.Minus(0.5).AsReadOnlySpan<float>().ToArray());
        Assert.Equal([2f, -4, 6], a.Times(2).AsReadOnlySpan<float>().ToArray());
        Assert.Equal([0.5f, -1, 1.5f], a.DividedBy(2).AsReadOnlySpan<float>().ToArray());
        Assert.Same(b, b.AddInPlace(a, -10).ScaleInPlace(0.5));
        Assert.Equal([0f, 20, 0], b.AsReadOnlySpan<float>().ToArray());
    }
}
