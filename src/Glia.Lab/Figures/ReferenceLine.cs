namespace Glia.Lab.Figures;

/// <summary>A straight line at one value to compare with, such as chance or the number the paper claims.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Where on the value axis.</param>
public sealed record ReferenceLine(string Label, double Value);
