using System.Text.Json.Serialization;

namespace Glia.Lab.Figures;

/// <summary>How the values of a series are drawn.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeriesForm>))]
public enum SeriesForm
{
    /// <summary>Joined by a line, with the interval as a band.</summary>
    Curve,

    /// <summary>A mark each, with the interval as a whisker: for measured values beside a theory's curve.</summary>
    Marks,
}
