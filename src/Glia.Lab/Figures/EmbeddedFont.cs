using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Inter, for systems without a font that serves (SIL Open Font License 1.1, the Inter Project Authors).</summary>
internal static class EmbeddedFont
{
    public const string Family = "Inter";

    private const string Resource = "Glia.Lab.Inter-Regular.ttf";

    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using var data = SKData.Create(typeof(EmbeddedFont).Assembly.GetManifestResourceStream(Resource)!);
        return SKTypeface.FromData(data);
    });

    /// <summary>Lets ScottPlot find the font by its name; to be called once.</summary>
    public static void Register() => Fonts.FontResolvers.Insert(0, new Resolver());

    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Family ? Face.Value : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Face.Value : null;
    }
}
