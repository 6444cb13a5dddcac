using System.Xml.Linq;
using Glia.Lab.Figures;
using Glia.Random;
using SkiaSharp;

namespace Glia.Lab.Tests.Figures;

public class FigureRendererTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_becomes_an_svg_with_its_title_as_text(string name)
    {
        var figure = Samples.Named(name);
        var root = XDocument.Parse(FigureRenderer.RenderSvg(figure)).Root!;
        Assert.Equal("0 0 720 440", root.Attribute("viewBox")!.Value);
        Assert.Equal(figure.Title, root.Elements().First().Value);
        var texts = root.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        Assert.Contains(figure.Title, string.Join(' ', texts), StringComparison.Ordinal);
        Assert.All(new[] { figure.XAxis.Label, figure.YAxis.Label }.Where(label => label.Length > 0), label => Assert.Contains(label, texts));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void There_is_ink_where_the_title_and_the_axis_names_must_be(string name)
    {
        // With a wrong version of Skia figures come out without any letters and without an error.
        var figure = Samples.Named(name);
        using var picture = SKBitmap.Decode(FigureRenderer.RenderPng(figure));
        Assert.Equal((720, 440), (picture.Width, picture.Height));
        Assert.True(Ink(picture, 200, 0, 620, 24) > 20, "no title");
        if (figure.XAxis.Label.Length > 0)
        {
            Assert.True(Ink(picture, 100, 422, 620, 440) > 20, "no name below the horizontal axis");
            Assert.True(Ink(picture, 0, 100, 16, 340) > 20, "no name beside the vertical axis");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_runs_into_another_or_out_of_the_figure(string name)
    {
        var texts = SvgText.Of(XDocument.Parse(FigureRenderer.RenderSvg(Samples.Named(name))));
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(text is { Left: >= -1, Top: >= -1, Right: <= 721, Bottom: <= 441 }, $"{text} is cut off"));
        foreach (var (i, text) in texts.Index())
        {
            Assert.All(texts.Skip(i + 1), other => Assert.False(text.Overlaps(other), $"{text} and {other} overlap"));
        }
    }

    [Fact]
    public void A_system_without_a_known_font_gets_the_embedded_one_with_all_letters_that_figures_use()
    {
        Assert.Equal("DejaVu Sans", FigureTheme.FamilyAmong(["Emoji", "DejaVu Sans"]));
        Assert.Equal(EmbeddedFont.Family, FigureTheme.FamilyAmong(["Emoji", ""]));
        Assert.NotEmpty(FigureRenderer.Font);
        var face = ScottPlot.Fonts.GetTypeface(EmbeddedFont.Family, false, false);
        Assert.Equal("Inter", face.FamilyName);
        Assert.DoesNotContain((ushort)0, face.GetGlyphs("abcXYZ 0123456789.,−·⁻⁰¹²³⁴⁵⁶⁷⁸⁹%αβγθλρστΔµ±×≤≥…"));
    }

    [Fact]
    public void Marks_stand_alone_without_a_line_and_share_the_colour_of_their_curve()
    {
        LineSeries Series(SeriesForm form) => new() { Label = "s", X = [1, 2, 3], Y = [1, 3, 2], Lower = [0, 2, 1], Upper = [2, 4, 3], Form = form, ColourIndex = 1 };
        int Count(SeriesForm form, string element, string attribute) =>
            XDocument.Parse(FigureRenderer.RenderSvg(Samples.Line with { Series = [Series(form)], ReferenceLines = [] })).Descendants()
                .Count(item => item.Name.LocalName == element && item.Attribute(attribute)?.Value == "#D55E00" && item.Attribute("stroke-width")?.Value == "2");
        Assert.True(Count(SeriesForm.Curve, "path", "stroke") > 0, "a curve has a line");
        Assert.Equal(0, Count(SeriesForm.Marks, "path", "stroke"));
    }

    [Fact]
    public void Spikes_of_a_group_have_its_colour_few_or_many()
    {
        foreach (var count in new[] { 400, 20_000 })
        {
            var random = new RandomStream(1, "raster");
            var figure = Samples.Raster with
            {
                NeuronCount = 40,
                Groups = [new NeuronGroup("inhibitory", 30, 10), new NeuronGroup("excitatory", 0, 20)],
                Spikes = [.. Enumerable.Range(0, count).Select(_ => new Spike(random.NextDouble(), random.NextInt(40)))],
            };
            using var picture = SKBitmap.Decode(FigureRenderer.RenderPng(figure));
            Assert.Equal(new SKColor(0x00, 0x72, 0xB2), MostInk(picture, 30, 95));
            Assert.Equal(new SKColor(0x22, 0x22, 0x22), MostInk(picture, 130, 190));
            Assert.Equal(new SKColor(0xD5, 0x5E, 0x00), MostInk(picture, 250, 380));
        }
    }

    [Fact]
    public void Image_grids_are_as_high_as_their_rows()
    {
        var one = FigureRenderer.HeightOf(Samples.ImageGrid, 720);
        var two = FigureRenderer.HeightOf(Samples.ImageGrid with { Columns = 1 }, 720);
        Assert.True(two > 2 * one, $"{one} and {two}");
        Assert.Equal(440, FigureRenderer.HeightOf(Samples.Line, 720));
    }

    [Fact]
    public void Dashed_lines_are_dashed_in_svg_too()
    {
        var lines = XDocument.Parse(FigureRenderer.RenderSvg(Samples.Line)).Descendants();
        Assert.Contains(lines, element => element.Attribute("stroke-dasharray")?.Value == "10 6" && element.Attribute("stroke-width")!.Value == "1.5");
    }

    [Fact]
    public void Names_inside_an_svg_belong_to_its_figure_alone()
    {
        var ids = XDocument.Parse(FigureRenderer.RenderSvg(Samples.Line)).Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.StartsWith("line-", id, StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_of_a_heat_map_keep_their_edges_in_a_browser()
    {
        var images = XDocument.Parse(FigureRenderer.RenderSvg(Samples.HeatMap)).Descendants().Where(element => element.Name.LocalName == "image").ToArray();
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.Contains("pixelated", image.Attribute("style")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Large_figures_stay_below_300_kilobytes()
    {
        var random = new RandomStream(1, "figures");
        var many = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        Figure[] figures =
        [
            Samples.Raster with { NeuronCount = 500, Spikes = [.. many.Select(x => new Spike(x, random.NextInt(500)))] },
            Samples.Groups with { NeuronCount = 1000, Spikes = [.. Enumerable.Range(0, 100_000).Select(_ => new Spike(random.NextDouble(), random.NextInt(1000)))] },
            Samples.Raster with { Spikes = [.. many.Take(800).Select(x => new Spike(x, random.NextInt(3)))] },
            Samples.HeatMap with { RowLabels = [], Values = [.. many.Chunk(200)], ShowValues = false },
            Samples.Line with { Series = [new LineSeries { Label = "noise", X = [.. many.Select((_, i) => i + 1.0)], Y = many, Lower = many, Upper = many }] },
            Samples.Scatter with { Series = [new ScatterSeries("s", many, [.. many.Select(x => x + random.NextGaussian())])] },
        ];
        Assert.All(figures, figure => Assert.InRange(FigureRenderer.RenderSvg(figure).Length, 1, 300_000));
    }

    [Fact]
    public void Odd_data_are_drawn_without_an_error()
    {
        Figure[] figures =
        [
            Samples.Line with { Series = [] },
            Samples.Line with { Series = [new LineSeries { Label = "nothing", X = [double.NaN], Y = [double.NaN] }] },
            Samples.Line with { Series = [new LineSeries { Label = "constant", X = [1, 2], Y = [1e-300, 1e-300] }] },
            Samples.Line with { Series = [.. Enumerable.Range(0, 60).Select(i => new LineSeries { Label = $"series {i}", X = [1, 2], Y = [i, i] })] },
            Samples.Bar with { Bars = [] },
            Samples.Bar with { Bars = [new Bar { Category = "", Value = double.NaN }] },
            Samples.Bar with { YAxis = new Axis("p", "", AxisScale.Log10), Bars = [new Bar { Category = "a", Value = 0, Lower = 0, Upper = 1 }] },
            Samples.Bar with { Bars = [.. Enumerable.Range(0, 40).Select(i => new Bar { Category = new string('w', 60) + i, Value = i })] },
            Samples.HeatMap with { Values = [[double.NaN]], RowLabels = [] },
            Samples.Raster with { Spikes = [] },
            Samples.Scatter with { Series = [] },
        ];
        Assert.All(figures, figure => Assert.NotEmpty(FigureRenderer.RenderPng(figure)));
    }

    [Fact]
    public void Sizes_out_of_range_and_broken_figures_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.RenderPng(Samples.Line, 10, 400));
        Assert.Throws<ArgumentOutOfRangeException>(() => FigureRenderer.RenderSvg(Samples.Line, 700, 100_000));
        Assert.Throws<ArgumentException>(() => FigureRenderer.RenderSvg(Samples.Raster with { NeuronCount = 0 }));
    }

    [Fact]
    public void Saving_writes_figure_table_and_data_side_by_side()
    {
        var folder = Directory.CreateTempSubdirectory("glia-figures").FullName;
        try
        {
            FigureRenderer.Save(Samples.Line, folder, withPng: true);
            Assert.Equal(
                ["line.csv", "line.json", "line.png", "line.svg"],
                Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
            Assert.Equal(Samples.Line.ToJson(), Figure.FromJson(File.ReadAllText(Path.Combine(folder, "line.json"))).ToJson());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The commonest colour that is not paper, in the middle of the figure between two heights.
    private static SKColor MostInk(SKBitmap picture, int top, int bottom) =>
        Enumerable.Range(top, bottom - top).SelectMany(y => Enumerable.Range(100, 380).Select(x => picture.GetPixel(x, y)))
            .Where(pixel => pixel.Red + pixel.Green + pixel.Blue < 600).GroupBy(pixel => pixel).MaxBy(group => group.Count())!.Key;

    private static int Ink(SKBitmap picture, int left, int top, int right, int bottom)
    {
        var count = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                count += picture.GetPixel(x, y).Red < 160 ? 1 : 0;
            }
        }

        return count;
    }
}
