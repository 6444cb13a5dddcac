namespace Glia.Studies.DeltaActivation;

/// <summary>What reads a place of the network: a convolution, or a layer that takes every number so many times.</summary>
/// <param name="Outputs">Filters; else outputs a number goes to.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">Steps of the kernel; 0 for no convolution.</param>
internal readonly record struct PlaceReader(long Outputs, long Kernel = 1, long Stride = 0);
