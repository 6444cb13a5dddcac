namespace Glia.Lab.Figures;

/// <summary>An axis of a figure.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Unit">In which unit; empty for a number without one.</param>
/// <param name="Scale">How it is scaled.</param>
public sealed record Axis(string Name, string Unit = "", AxisScale Scale = AxisScale.Linear)
{
    /// <summary>Lowest value shown; chosen from the data if null.</summary>
    public double? Lowest { get; init; }

    /// <summary>Highest value shown; chosen from the data if null.</summary>
    public double? Highest { get; init; }

    /// <summary>The label: name and unit.</summary>
    internal string Label => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}
