using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Tensors;

public sealed class TensorSpansTests
{
    [Fact]
    public void A_span_is_the_tensors_own_memory()
    {
        using var tensor = arange(6, ScalarType.Float32).reshape(2, 3);
        var span = tensor.AsSpan<float>();
        span[4] = 40;

        Assert.Equal([0f, 1, 2, 3, 40, 5], tensor.AsReadOnlySpan<float>().ToArray());
        Assert.Equal(40f, tensor[1, 1].item<float>());
    }

    [Fact]
    public void A_span_of_rows_begins_at_the_first_of_them()
    {
        using var tensor = arange(12, ScalarType.Int64).reshape(4, 3);
        using var rows = tensor.narrow(0, 2, 2);
        Assert.Equal([6L, 7, 8, 9, 10, 11], rows.AsReadOnlySpan<long>().ToArray());
    }

    [Fact]
    public void An_empty_tensor_has_an_empty_span()
    {
        using var tensor = empty(0, 3);
        Assert.Equal(0, tensor.AsSpan<float>().Length);
    }

    [Fact]
    public void Other_types_and_strided_views_are_refused_with_what_to_do()
    {
        using var tensor = zeros(2, 3);
        using var transposed = tensor.t();

        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => tensor.AsSpan<double>().Length).Message);
        Assert.Contains("contiguous()", Assert.Throws<ArgumentException>(() => transposed.AsSpan<float>().Length).Message);
        Assert.Contains("UInt64", Assert.Throws<ArgumentException>(() => tensor.AsSpan<ulong>().Length).Message);
    }
}
