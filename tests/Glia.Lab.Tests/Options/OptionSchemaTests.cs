using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Glia.Lab.Options;
using Glia.Lab.Studies;

namespace Glia.Lab.Tests.Options;

public sealed class OptionSchemaTests
{
    private static readonly OptionSchema Schema = OptionSchema.Of(typeof(ManyOptions));

    [Theory]
    [InlineData("count=7", "7")]
    [InlineData("COUNT=-7", "-7")]
    [InlineData("learning-rate=1e-3", "0.001")]
    [InlineData("learning_rate = 0.5", "0.5")]
    [InlineData("exact=True", "True")]
    [InlineData("name=a=b", "a=b")]
    [InlineData("kind=second", "Second")]
    [InlineData("sizes=3, 1,2", "3,1,2")]
    [InlineData("sizes=", "")]
    public void A_text_sets_an_option(string assignment, string text)
    {
        var name = assignment[..assignment.IndexOf('=', StringComparison.Ordinal)].Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var property = Schema.Properties.Single(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(text, property.Text(Schema.With(new ManyOptions(), [assignment])));
    }

    [Theory]
    [InlineData("count", "must have the form name=value")]
    [InlineData("=3", "must have the form name=value")]
    [InlineData("cuont=3", "There is no option 'cuont'. Did you mean 'count'? The options are count, learningRate")]
    [InlineData("count=11", "Option 'count' must be a whole number from -10 to 10; got '11'.")]
    [InlineData("count=1.5", "Option 'count' must be a whole number from -10 to 10; got '1.5'.")]
    [InlineData("learningRate=0", "Option 'learningRate' must be a number from 0 (exclusive) to 1; got '0'.")]
    [InlineData("learningRate=1,5", "Option 'learningRate' must be a number from 0 (exclusive) to 1; got '1,5'.")]
    [InlineData("learningRate=NaN", "Option 'learningRate' must be a number from 0 (exclusive) to 1; got 'NaN'.")]
    [InlineData("free=Infinity", "Option 'free' must be a number; got 'Infinity'.")]
    [InlineData("exact=yes", "Option 'exact' must be true | false; got 'yes'.")]
    [InlineData("kind=secnd", "Option 'kind' must be First | Second; got 'secnd'. Did you mean 'Second'?")]
    [InlineData("kind=1", "Option 'kind' must be First | Second; got '1'.")]
    [InlineData("sizes=1,900", "Option 'sizes' must be values separated by commas, each a whole number from 1 to 100; got '900'.")]
    [InlineData("count=9", "Count must be less than 9 when exact.")]
    public void What_is_not_allowed_is_refused_with_what_is(string assignment, string says) =>
        Assert.StartsWith(says, Assert.Throws<OptionException>(() => Schema.With(new ManyOptions { Exact = true }, [assignment])).Message.Replace($"'{assignment}' ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void The_options_that_one_starts_from_stay_as_they_are()
    {
        var start = new ManyOptions();
        Schema.With(start, ["count=7", "sizes=9"]);
        Assert.Equal(1, start.Count);
        Assert.Equal([1, 2], start.Sizes);
    }

    [Theory]
    [InlineData("""{"count":2,"cuont":3}""")]
    [InlineData("""{"count":"many"}""")]
    [InlineData("""{"count":999}""")]
    [InlineData("""{"sizes":[1,0]}""")]
    public void Json_that_is_not_of_this_study_is_refused(string json) =>
        Assert.Throws<OptionException>(() => Schema.Parse(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void The_documentation_of_an_option_is_its_summary() =>
        Assert.Equal("Learning rate η, of the ManyOptions.", Schema.Properties.Single(property => property.Name == "learningRate").Documentation);

    [Theory]
    [InlineData(typeof(WholeBounds), "WholeBounds.Rate has a range that would round its values before it compares them; write bounds with a decimal point")]
    [InlineData(typeof(WholeBoundsOfList), "WholeBoundsOfList.Rates has a range that would round its values")]
    [InlineData(typeof(RangeOfText), "RangeOfText.Name has a range that means nothing for its type")]
    [InlineData(typeof(OddType), "OddType.When has the type System.DateTime, which no option may have")]
    public void Options_that_could_not_be_checked_are_refused_when_the_study_is_made(Type type, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => OptionSchema.Of(type)).Message, StringComparison.Ordinal);

    /// <summary>One of two.</summary>
    public enum Kind
    {
        /// <summary>The first.</summary>
        First,

        /// <summary>The second.</summary>
        Second,
    }

    /// <summary>An option of every type.</summary>
    public sealed record ManyOptions : StudyOptions
    {
        /// <summary>A count.</summary>
        [Range(-10, 10)]
        public int Count { get; init; } = 1;

        /// <summary>Learning rate η,
        /// of the <see cref="ManyOptions"/>.</summary>
        [Range(0.0, 1.0, MinimumIsExclusive = true)]
        public double LearningRate { get; init; } = 0.1;

        /// <summary>A number.</summary>
        public double Free { get; init; }

        /// <summary>A switch.</summary>
        public bool Exact { get; init; }

        /// <summary>A text.</summary>
        public string Name { get; init; } = "";

        /// <summary>A choice.</summary>
        public Kind Kind { get; init; }

        /// <summary>A list.</summary>
        [Range(1, 100)]
        public IReadOnlyList<int> Sizes { get; init; } = [1, 2];

        /// <inheritdoc/>
        public override IEnumerable<string> Problems() => Exact && Count >= 9 ? ["Count must be less than 9 when exact."] : [];
    }

    private sealed record WholeBounds : StudyOptions
    {
        [Range(0, 1)]
        public double Rate { get; init; }
    }

    private sealed record WholeBoundsOfList : StudyOptions
    {
        [Range(0, 1)]
        public IReadOnlyList<double> Rates { get; init; } = [];
    }

    private sealed record RangeOfText : StudyOptions
    {
        [Range(0, 1)]
        public string Name { get; init; } = "";
    }

    private sealed record OddType : StudyOptions
    {
        public DateTime When { get; init; }
    }
}
