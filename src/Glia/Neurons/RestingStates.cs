using System.Numerics;

namespace Glia.Neurons;

/// <summary>Fills states with what they are before the first step.</summary>
internal static class RestingStates
{
    /// <summary>Writes one variable of [B, N]: one value for all, or one a neuron.</summary>
    public static void Fill<T>(IReadOnlyList<double> values, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < destination.Length; column++)
        {
            destination[column] = T.CreateTruncating(values[column % values.Count]);
        }
    }
}
