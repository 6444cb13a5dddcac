using System.Text.Json;
using System.Text.Json.Serialization;

namespace Glia.Lab.Figures;

/// <summary>A figure as data: what is drawn, named and with units, and nothing of how it is drawn.</summary>
/// <remarks>Drawn by <see cref="FigureRenderer"/>; kept as JSON whose <c>$type</c> names the kind, and as a tidy table.</remarks>
[JsonDerivedType(typeof(LineFigure), "line")]
[JsonDerivedType(typeof(BarFigure), "bar")]
[JsonDerivedType(typeof(HeatMapFigure), "heat-map")]
[JsonDerivedType(typeof(RasterFigure), "raster")]
[JsonDerivedType(typeof(ScatterFigure), "scatter")]
[JsonDerivedType(typeof(ImageGridFigure), "image-grid")]
public abstract record Figure
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _name = "";

    /// <summary>What the figure's files are called: lower-case letters, digits, hyphens, at most 80.</summary>
    /// <exception cref="ArgumentException">Set to a name that no file of that name could carry everywhere.</exception>
    public required string Name
    {
        get => _name;
        init => _name = IsFileName(value) ? value : throw new ArgumentException(
            $"A figure's name must be lower-case letters, digits and single hyphens, at most 80; got '{value}'.", nameof(Name));
    }

    /// <summary>The title above the figure.</summary>
    public required string Title { get; init; }

    /// <summary>The sentences below the figure: what is seen, over how many seeds, what the band is.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The horizontal axis.</summary>
    public Axis XAxis { get; init; } = new("");

    /// <summary>The vertical axis.</summary>
    public Axis YAxis { get; init; } = new("");

    /// <summary>Reads a figure of any kind.</summary>
    /// <exception cref="JsonException">The text is not a figure.</exception>
    public static Figure FromJson(string json) =>
        JsonSerializer.Deserialize<Figure>(json, Json) ?? throw new JsonException("A figure must be a JSON object; got null.");

    /// <summary>Writes the figure as JSON; NaN and infinities are strings.</summary>
    public string ToJson() => JsonSerializer.Serialize<Figure>(this, Json);

    /// <summary>Writes the data behind the figure as a tidy table: a header, then one row an observation (RFC 4180, point as decimal mark).</summary>
    public abstract void WriteCsv(TextWriter writer);

    /// <summary>Checks that lengths agree and that axes are named.</summary>
    /// <exception cref="ArgumentException">They do not; the message says where.</exception>
    public virtual void Validate()
    {
        RequireNamed(XAxis, nameof(XAxis));
        RequireNamed(YAxis, nameof(YAxis));
        XAxis.Validate($"Figure '{Name}', {nameof(XAxis)}");
        YAxis.Validate($"Figure '{Name}', {nameof(YAxis)}");
    }

    private protected void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new ArgumentException($"Figure '{Name}': {what}");
        }
    }

    private void RequireNamed(Axis axis, string which) => Require(axis.Name.Length > 0, $"{which} must have a name.");

    private static bool IsFileName(string value) =>
        value.Length is > 0 and <= 80 && value[0] != '-' && value[^1] != '-' && !value.Contains("--", StringComparison.Ordinal)
        && value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
