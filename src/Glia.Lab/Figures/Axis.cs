using System.Text.Json.Serialization;

namespace Glia.Lab.Figures;

/// <summary>What an axis shows.</summary>
/// <param name="Name">The quantity, such as <c>test accuracy</c>; empty only where a figure needs no axis.</param>
/// <param name="Unit">The unit, such as <c>ms</c> or <c>%</c>; empty for a pure number.</param>
/// <param name="Scale">Linear or logarithmic.</param>
/// <param name="Minimum">Where the axis begins; null to follow the data.</param>
/// <param name="Maximum">Where the axis ends; null to follow the data.</param>
public sealed record Axis(
    string Name, string Unit = "", AxisScale Scale = AxisScale.Linear, double? Minimum = null, double? Maximum = null)
{
    /// <summary>The title at the axis: <c>name (unit)</c>.</summary>
    [JsonIgnore]
    public string Label => Unit.Length == 0 ? Name : $"{Name} ({Unit})";

    internal void Validate(string where)
    {
        if (Minimum is { } low && Maximum is { } high && !(low < high))
        {
            throw new ArgumentException(FormattableString.Invariant($"{where}: the range must run upwards; got {low} to {high}."));
        }

        if (Scale == AxisScale.Log10 && (Minimum <= 0 || Maximum <= 0))
        {
            throw new ArgumentException($"{where}: the range of a logarithmic axis must be positive.");
        }
    }
}
