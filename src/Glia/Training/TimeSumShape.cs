namespace Glia.Training;

/// <summary>Shape of a readout over time, [T, B, C].</summary>
internal readonly record struct TimeSumShape(int Steps, int Batch, int Classes);
