using Glia.Dendrites;
using Glia.Random;

namespace Glia.Tests.Dendrites;

/// <summary>Sparse codes of real data.</summary>
public sealed class RandomProjectionCodeTests
{
    [Fact]
    public void Exactly_the_winners_are_active_and_alike_inputs_have_alike_codes()
    {
        var random = new RandomStream(1, "code");
        var code = new RandomProjectionCode(50, 301, 20, random);
        var input = Enumerable.Range(0, 50).Select(_ => (byte)random.NextInt(256)).ToArray();
        var alike = (byte[])input.Clone();
        alike[7] ^= 16;
        var other = Enumerable.Range(0, 50).Select(_ => (byte)random.NextInt(256)).ToArray();
        var pattern = code.Encode(input);
        Assert.Equal(20, pattern.ActiveCount);
        Assert.Equal(pattern.ActiveCells(), code.Encode(input).ActiveCells());
        Assert.True(pattern.Overlap(code.Encode(alike)) > 15);
        Assert.True(pattern.Overlap(code.Encode(other)) < pattern.Overlap(code.Encode(alike)));
    }

    [Fact]
    public void Ties_go_to_the_lower_cells()
    {
        var code = new RandomProjectionCode(4, 30, 5, new RandomStream(1, "ties"));
        Assert.Equal([0, 1, 2, 3, 4], code.Encode(new byte[4]).ActiveCells());
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[3]));
    }
}
