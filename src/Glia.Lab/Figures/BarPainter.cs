using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Draws bar figures, upright or, where labels would collide, lying with level labels.</summary>
internal sealed class BarPainter
{
    private readonly BarFigure _figure;
    private readonly Plot _plot;
    private readonly string[] _categories;
    private readonly string[] _groups;
    private readonly bool _isLying;
    private readonly double _base;

    private BarPainter(BarFigure figure, int width, int height)
    {
        _figure = figure;
        _plot = FigureTheme.NewPlot(figure, width);
        _categories = [.. figure.Bars.Select(bar => bar.Category).Distinct()];
        _groups = [.. figure.Bars.Select(bar => bar.Group).Distinct()];
        var slot = (width * (_groups.Length > 1 ? 0.65 : 0.85)) / Math.Max(1, _categories.Length);

        // No word is broken: where one does not fit, bars lie.
        var letters = Math.Max((int)(slot / (FigureTheme.SmallTextSize * 0.62)), _categories.SelectMany(label => label.Split(' ')).Select(word => word.Length).DefaultIfEmpty().Max());
        var labels = Array.ConvertAll(_categories, label => FigureTheme.Wrap(label, letters));
        _isLying = labels.Any(label => label.Count(letter => letter == '\n') > 2)
            || _categories.Any(label => label.Split(' ').Any(word => FigureTheme.WidthOf(word, FigureTheme.SmallTextSize) > slot * 0.95));
        Categories = _isLying ? Array.ConvertAll(_categories, label => FigureTheme.Wrap(label, Math.Max(24, (int)(width / 24.0)))) : Level(labels);
        var values = figure.Bars.SelectMany(bar => bar.Points.Append(bar.Value).Append(bar.Lower).Append(bar.Upper))
            .Concat(figure.ReferenceLines.Select(line => line.Value));
        var isLog = figure.YAxis.Scale == AxisScale.Log10;
        var (low, high) = AxisPainter.Range(figure.YAxis, isLog ? values : values.Append(0));
        if (!isLog)
        {
            // Bars stand on zero: the air is left off on a side where nothing reaches beyond it.
            low = figure.YAxis.Minimum is null && low < 0 && !values.Any(value => value < 0) ? 0 : low;
            high = figure.YAxis.Maximum is null && high > 0 && !values.Any(value => value > 0) && values.Any(value => value < 0) ? 0 : high;
        }

        _base = isLog ? low : Math.Clamp(0, low, high);
        var ends = (-0.6, _categories.Length - 0.4);
        var (x, y) = _isLying ? ((low, high), ends) : (ends, (low, high));
        _plot.Axes.SetLimits(x.Item1, x.Item2, y.Item1, y.Item2);
        Axes(low, high, width, height);
    }

    private string[] Categories { get; }

    public static Plot Draw(BarFigure figure, int width, int height)
    {
        var painter = new BarPainter(figure, width, height);
        foreach (var bar in figure.Bars)
        {
            painter.DrawBar(bar);
        }

        painter.Finish(height);
        return painter._plot;
    }

    // ScottPlot centres labels of several lines on one height; those of fewer lines would stand lower or run into the axis.
    private static string[] Level(string[] labels)
    {
        var most = labels.Length == 0 ? 0 : labels.Max(Breaks);
        return Array.ConvertAll(labels, label => label + string.Concat(Enumerable.Repeat("\n ", most - Breaks(label))));

        static int Breaks(string label) => label.Count(letter => letter == '\n');
    }

    private void Axes(double low, double high, int width, int height)
    {
        IAxis categoryAxis = _isLying ? _plot.Axes.Left : _plot.Axes.Bottom;
        IAxis valueAxis = _isLying ? _plot.Axes.Bottom : _plot.Axes.Left;
        FigureTheme.Style(categoryAxis, _figure.XAxis.Label);
        FigureTheme.Style(valueAxis, _figure.YAxis.Label);
        categoryAxis.TickGenerator = new NumericManual([.. Enumerable.Range(0, _categories.Length).Select(i => Position(i))], Categories);
        categoryAxis.MajorTickStyle.Length = 0;
        valueAxis.TickGenerator = _isLying ? AxisPainter.Lying(_figure.YAxis, low, high, width) : AxisPainter.Upright(_figure.YAxis, low, high, height);
        if (_isLying)
        {
            var lines = Categories.DefaultIfEmpty("").Max(label => label.Count(letter => letter == '\n') + 1);
            categoryAxis.TickLabelStyle.FontSize = Math.Clamp((height - 90f) / (_categories.Length * lines * 1.25f), 6, FigureTheme.SmallTextSize);
            _plot.Grid.YAxisStyle.IsVisible = false;
        }
        else
        {
            _plot.Grid.XAxisStyle.IsVisible = false;

            // The first of several lines would touch the axis, and the last the axis title.
            var breaks = Categories.DefaultIfEmpty("").Max(label => label.Count(letter => letter == '\n'));
            categoryAxis.TickLabelStyle.OffsetY = 5 * breaks;
            categoryAxis.MinimumSize = ((breaks + 1) * FigureTheme.SmallTextSize * 1.4f) + (2.2f * FigureTheme.TextSize);
        }
    }

    private double Position(int category) => _isLying ? _categories.Length - 1 - category : category;

    private Coordinates At(double position, double value) => _isLying ? new(value, position) : new(position, value);

    private void DrawBar(Bar bar)
    {
        var value = AxisPainter.Place(_figure.YAxis, bar.Value);
        var group = Array.IndexOf(_groups, bar.Group);
        var size = 0.8 / _groups.Length;
        var shift = (group - ((_groups.Length - 1) / 2.0)) * size;
        var centre = Position(Array.IndexOf(_categories, bar.Category)) + (_isLying ? -shift : shift);
        var half = size * (_groups.Length > 1 ? 0.46 : 0.4);
        if (double.IsFinite(value))
        {
            var (from, to) = (At(centre - half, _base), At(centre + half, value));
            var rectangle = _plot.Add.Rectangle(Math.Min(from.X, to.X), Math.Max(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y));
            rectangle.FillColor = FigureTheme.Colour(group).Lighten(0.25);
            rectangle.LineColor = FigureTheme.Colour(group);
            rectangle.LineWidth = 1;
        }

        var points = bar.Points.Select(point => AxisPainter.Place(_figure.YAxis, point)).Where(double.IsFinite).ToArray();
        var spread = points.Select((point, i) => At(centre + (half * 0.55 * (((i * 2) + 1.0) / points.Length - 1)), point)).ToArray();
        if (spread.Length > 0)
        {
            var marks = _plot.Add.Markers(spread, MarkerShape.FilledCircle, 5, Colors.White.WithAlpha(0.9));
            marks.MarkerStyle.OutlineColor = FigureTheme.Ink;
            marks.MarkerStyle.OutlineWidth = 1;
        }

        var (lower, upper) = (AxisPainter.Place(_figure.YAxis, bar.Lower), AxisPainter.Place(_figure.YAxis, bar.Upper));
        if (double.IsFinite(upper))
        {
            Whisker(centre, double.IsFinite(lower) ? lower : _base, upper, Math.Min(half * 0.35, 0.08));
        }
    }

    private void Whisker(double centre, double lower, double upper, double cap)
    {
        var style = new LineStyle(1.6f, FigureTheme.Ink);
        _plot.Add.Line(new CoordinateLine(At(centre, lower), At(centre, upper))).LineStyle = style;
        _plot.Add.Line(new CoordinateLine(At(centre - cap, lower), At(centre + cap, lower))).LineStyle = style;
        _plot.Add.Line(new CoordinateLine(At(centre - cap, upper), At(centre + cap, upper))).LineStyle = style;
    }

    private void Finish(int height)
    {
        var legend = new List<LegendItem>();
        if (_groups.Length > 1)
        {
            legend.AddRange(_groups.Select((group, i) => new LegendItem
            {
                LabelText = group,
                FillColor = FigureTheme.Colour(i).Lighten(0.25),
                OutlineColor = FigureTheme.Colour(i),
                OutlineWidth = 1,
            }));
        }

        foreach (var (line, i) in _figure.ReferenceLines.Select((line, i) => (line, i)))
        {
            var pattern = i % 2 == 0 ? LinePattern.Dashed : LinePattern.Dotted;
            var place = AxisPainter.Place(_figure.YAxis, line.Value);
            if (_isLying)
            {
                _plot.Add.VerticalLine(place, 1.5f, FigureTheme.Reference, pattern);
            }
            else
            {
                _plot.Add.HorizontalLine(place, 1.5f, FigureTheme.Reference, pattern);
            }

            legend.Add(LegendPainter.Reference(line, pattern));
        }

        LegendPainter.Draw(_plot, legend, height);
    }
}
