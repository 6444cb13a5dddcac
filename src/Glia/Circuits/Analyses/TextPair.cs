using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>What analyses of two texts, and passes of many copies of one, have in common.</summary>
internal static class TextPair
{
    /// <summary>Throws unless two texts have the same rows and positions.</summary>
    public static void RequireSameShape(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.shape.AsSpan().SequenceEqual(second.shape))
        {
            throw new ArgumentException($"The two texts must have as many rows and tokens: [{string.Join(", ", first.shape)}] and [{string.Join(", ", second.shape)}]; else their positions do not correspond.");
        }
    }

    /// <summary>Stacks copies of an activation along its rows, copy after copy.</summary>
    public static Tensor Copies(Tensor activation, int count) => activation.repeat([count, .. Enumerable.Repeat(1L, activation.shape.Length - 1)]);
}
