using System.Text.Json;
using Glia.Lab.Figures;
using Glia.Lab.Statistics;

namespace Glia.Lab.Tests.Figures;

public class FigureTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_brings_every_kind_back_as_it_was(string name)
    {
        var figure = Samples.Named(name);
        var copy = Figure.FromJson(figure.ToJson());
        Assert.Equal(figure.GetType(), copy.GetType());
        Assert.Equal(figure.ToJson(), copy.ToJson());
        Assert.StartsWith("{\"$type\":\"", figure.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_figure_is_refused()
    {
        Assert.Throws<JsonException>(() => Figure.FromJson("null"));
        Assert.Throws<JsonException>(() => Figure.FromJson("{\"$type\":\"pie\"}"));
    }

    [Fact]
    public void The_table_of_a_line_figure_is_tidy_and_quoted()
    {
        Assert.Equal(
            "series,kind,x,y,lower,upper\r\n"
            + "\"ours, \"\"best\"\"\",mean,1,0.5,0.4,0.6\r\n\"ours, \"\"best\"\"\",mean,10,,0.4,0.6\r\n\"ours, \"\"best\"\"\",mean,100,0.7,0.6,0.8\r\n"
            + "\"ours, \"\"best\"\"\",seed 0,1,0.45,,\r\n\"ours, \"\"best\"\"\",seed 0,10,0.55,,\r\n\"ours, \"\"best\"\"\",seed 0,100,0.65,,\r\n"
            + "theirs,mean,1,0.3,,\r\nchance,reference,,0.1,,\r\n",
            Csv(Samples.Line));
    }

    [Theory]
    [InlineData("bar", 6)]
    [InlineData("heat", 7)]
    [InlineData("raster", 3)]
    [InlineData("scatter", 4)]
    [InlineData("grid", 5)]
    public void Every_table_has_a_header_and_one_row_an_observation(string name, int lines)
    {
        var rows = Csv(Samples.Named(name)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines, rows.Length);
        Assert.Single(rows.Select(row => row.Count(letter => letter == ',')).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("a b")]
    public void A_name_that_is_no_file_name_everywhere_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => Samples.Line with { Name = name });

    [Fact]
    public void Figures_whose_data_do_not_fit_together_are_refused_with_the_place()
    {
        void Refused(Figure figure, string reason) => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(figure.Validate).Message, StringComparison.Ordinal);
        Refused(Samples.Line with { Series = [new LineSeries { Label = "s", X = [1, 2], Y = [1] }] }, "series 's'");
        Refused(Samples.Line with { YAxis = new Axis("") }, "YAxis must have a name");
        Refused(Samples.Line with { XAxis = new Axis("x", "", AxisScale.Log10, 0, 1) }, "must be positive");
        Refused(Samples.Line with { XAxis = new Axis("x", "", AxisScale.Linear, 2, 1) }, "upwards");
        Refused(Samples.Bar with { Bars = [new Bar { Category = "a", Value = 1 }, new Bar { Category = "a", Value = 2 }] }, "'a'");
        Refused(Samples.HeatMap with { Values = [[1, 2], [1]] }, "one length");
        Refused(Samples.Raster with { NeuronCount = 2 }, "0 to 1");
        Refused(Samples.Raster with { Groups = [new NeuronGroup("g", 1, 3)] }, "group 'g'");
        Refused(Samples.Raster with { Groups = [new NeuronGroup("g", 0, 2), new NeuronGroup("h", 1, 1)] }, "group 'h'");
        Refused(Samples.Line with { Series = [new LineSeries { Label = "s", X = [1], Y = [1], ColourIndex = -1 }] }, "colour index");
        Refused(Samples.Scatter with { Series = [new ScatterSeries("s", [1], [])] }, "series 's'");
        Refused(Samples.ImageGrid with { Images = [new GridImage("i", 2, 2, [1f])] }, "2 × 2");
    }

    [Fact]
    public void The_bar_of_an_estimate_carries_its_interval_and_that_of_an_exact_number_none()
    {
        var bar = Bar.From("arm", new Estimate(2, 1, 3, 4), [1.5, 2.5]);
        Assert.Equal((2, 1, 3), (bar.Value, bar.Lower, bar.Upper));
        Assert.True(double.IsNaN(Bar.From("arm", Estimate.Exact(2)).Lower));
    }

    private static string Csv(Figure figure)
    {
        using var writer = new StringWriter();
        figure.WriteCsv(writer);
        return writer.ToString();
    }
}
