using Glia.Lab.Text;

namespace Glia.Lab.Tests.Text;

public sealed class SuggestionTests
{
    private static readonly string[] Known = ["quick", "desk", "paper", "power-law-rehearsal", "sparse-dendrites", "data", "date"];

    [Theory]
    [InlineData("quik", "quick")]
    [InlineData("qucik", "quick")]
    [InlineData("QUICK", "quick")]
    [InlineData("dendrites", "sparse-dendrites")]
    [InlineData("power-law-reherasal", "power-law-rehearsal")]
    [InlineData("dat", "data", "date")]
    [InlineData("something else")]
    public void The_nearest_names_come_first_and_far_ones_not_at_all(string wrong, params string[] nearest) =>
        Assert.Equal(nearest, Suggestion.Nearest(wrong, Known));

    [Fact]
    public void At_most_three_are_named() => Assert.Equal(["a1", "a2", "a3"], Suggestion.Nearest("a", ["a5", "a4", "a3", "a2", "a1"]));

    [Fact]
    public void The_question_is_empty_when_nothing_is_near()
    {
        Assert.Equal(" Did you mean 'data' or 'date'?", Suggestion.DidYouMean("dat", Known));
        Assert.Equal("", Suggestion.DidYouMean("something else", Known));
        Assert.Equal("", Suggestion.DidYouMean("quick", []));
    }
}
