using CsCheck;
using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class SeedListTests
{
    [Theory]
    [InlineData("1", 1L)]
    [InlineData("3", 1L, 2L, 3L)]
    [InlineData("101-103", 101L, 102L, 103L)]
    [InlineData("7-7", 7L)]
    [InlineData("3, 11 ,7", 3L, 11L, 7L)]
    [InlineData("5-6,9", 5L, 6L, 9L)]
    [InlineData("9223372036854775806-9223372036854775807", long.MaxValue - 1, long.MaxValue)]
    public void Numbers_ranges_and_lists_are_seeds(string text, params long[] seeds) => Assert.Equal(seeds, SeedList.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1001")]
    [InlineData("10001")]
    [InlineData("1-10001")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("1,1")]
    [InlineData("1,2-4,3")]
    [InlineData("1,,2")]
    [InlineData("1,x")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("99999999999999999999")]
    [InlineData("0-9223372036854775807")]
    public void Everything_else_is_refused_with_what_was_expected(string text) =>
        Assert.Contains($"'{text}' is no list of seeds: expected", Assert.Throws<FormatException>(() => SeedList.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_is_a_count_up_to_a_thousand()
    {
        Assert.Equal(1000, SeedList.Parse("1000").Count);
        Assert.Contains("For the one seed 9001 write 9001-9001", Assert.Throws<FormatException>(() => SeedList.Parse("9001")).Message, StringComparison.Ordinal);
        Assert.Equal([9001], SeedList.Parse("9001-9001"));
        Assert.Equal(9001, SeedList.Parse("1-9001").Count);
    }

    [Fact]
    public void A_list_of_different_seeds_is_read_as_it_is_written() =>
        Gen.Long[0, long.MaxValue].Array[2, 30].Select(seeds => seeds.Distinct().ToArray()).Where(seeds => seeds.Length > 1)
            .Sample(seeds => SeedList.Parse(string.Join(',', seeds)).SequenceEqual(seeds));
}
