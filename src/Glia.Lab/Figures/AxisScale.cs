using System.Text.Json.Serialization;

namespace Glia.Lab.Figures;

/// <summary>How an axis maps its numbers to distance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AxisScale>))]
public enum AxisScale
{
    /// <summary>Equal differences are equally far apart.</summary>
    Linear,

    /// <summary>Equal ratios are equally far apart; values that are not positive are left out.</summary>
    Log10,
}
