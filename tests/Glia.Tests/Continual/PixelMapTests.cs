using System.Security.Cryptography;
using Glia.Continual;
using Glia.Formats;
using Glia.Testing;
using Glia.Tests.Data;

namespace Glia.Tests.Continual;

public sealed class PixelMapTests
{
    [Fact]
    public void Rotations_take_every_pixel_from_where_Pillow_takes_it()
    {
        foreach (var row in GoldenTable.Open(Path.Combine("continual", "rotations.csv")).Rows)
        {
            var map = PixelMap.Rotation((int)row.Integer("rows"), (int)row.Integer("columns"), row.Number("degrees"));
            Assert.Equal(row.Numbers("sources"), map.Sources.Select(source => (double)source));
        }
    }

    [Theory]
    [InlineData(7, 7, 31)]
    [InlineData(6, 9, 200)]
    [InlineData(28, 28, -77.7)]
    public void A_rotation_carries_pixel_centres_back_around_the_centre_of_the_image(int rows, int columns, double degrees)
    {
        var map = PixelMap.Rotation(rows, columns, degrees);
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                // Against the clock on a screen whose y runs down; the nearest pixel is the one that the centre falls into.
                double dx = x + .5 - (columns / 2.0), dy = y + .5 - (rows / 2.0);
                var (fromX, fromY) = ((cosine * dx) - (sine * dy) + (columns / 2.0), (sine * dx) + (cosine * dy) + (rows / 2.0));
                var inside = fromX >= 0 && fromX < columns && fromY >= 0 && fromY < rows;
                var isOnAnEdge = Math.Abs(fromX - Math.Round(fromX)) < 1e-3 || Math.Abs(fromY - Math.Round(fromY)) < 1e-3;
                Assert.True(isOnAnEdge || map.Sources[(y * columns) + x] == (inside ? ((int)fromY * columns) + (int)fromX : -1), $"{x}, {y}");
            }
        }
    }

    [Fact]
    public void Quarter_turns_and_half_turns_of_a_square_lose_no_pixel()
    {
        Assert.Equal([1, 3, 0, 2], PixelMap.Rotation(2, 2, 90).Sources);
        Assert.Equal([3, 2, 1, 0], PixelMap.Rotation(2, 2, 180).Sources);
        Assert.Equal([2, 0, 3, 1], PixelMap.Rotation(2, 2, -90).Sources);
        Assert.True(PixelMap.Rotation(28, 28, 270).IsPermutation);
        Assert.False(PixelMap.Rotation(28, 28, 45).IsPermutation);
    }

    [Fact]
    public void The_fingerprint_is_the_sum_of_the_order_as_little_endian_numbers()
    {
        var bytes = new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0 };
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), PixelMap.Permutation([2, 0, 1]).Fingerprint);
    }

    [Fact]
    public void Orders_and_angles_that_are_none_are_refused()
    {
        Assert.Contains("number 2 is 0, which is there twice", Assert.Throws<ArgumentException>(() => PixelMap.Permutation([0, 0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("number 3 is 3, which is outside", Assert.Throws<ArgumentException>(() => PixelMap.Permutation([0, 1, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelMap.Rotation(2, 2, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelMap.Rotation(0, 2, 1));
    }

    [Fact]
    public void Permutations_of_another_library_are_read_from_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "orders.txt");
        Assert.Equal([[1, 0, 2], [2, 1, 0]], Read("# two orders\n1 0 2\n\n2,1,0\n").Select(map => map.Sources));
        Assert.Contains("at 2: A pixel order must hold each of 0 … 2 once; got 2 numbers.", Problem("0 1 2\n0 1\n"), StringComparison.Ordinal);
        Assert.Contains("at 1: A pixel order must hold each of 0 … 2 once; its number 3 is 1, which is there twice.", Problem("0 1 1\n"), StringComparison.Ordinal);
        Assert.Contains("Number 2 of the line is 'x'; expected a whole number from 0 to 2.", Problem("0 x 1\n"), StringComparison.Ordinal);
        Assert.Contains("There is no permutation", Problem("# nothing\n"), StringComparison.Ordinal);

        IReadOnlyList<PixelMap> Read(string text)
        {
            Directory.CreateDirectory(folder.Path);
            File.WriteAllText(file, text);
            return PermutationFile.Read(file, 3);
        }

        string Problem(string text) => Assert.Throws<GliaFormatException>(() => Read(text)).Message;
    }
}
