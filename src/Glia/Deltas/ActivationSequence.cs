using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>The shape of a sequence of activations, time first.</summary>
/// <param name="Steps">T.</param>
/// <param name="Batch">B.</param>
/// <param name="Channels">C; the units N where there are no places.</param>
/// <param name="Places">H·W; 1 where there are no places.</param>
internal readonly record struct ActivationSequence(int Steps, int Batch, int Channels, int Places)
{
    /// <summary>Numbers of a frame.</summary>
    public int Units => Channels * Places;

    /// <summary>Numbers of a time step: all frames of the batch.</summary>
    public int StepLength => Batch * Units;

    /// <summary>Reads the shape of a tensor.</summary>
    /// <exception cref="ArgumentException">It is no sequence of activations in single precision, or too short; the message says what is wanted.</exception>
    public static ActivationSequence Of(Tensor activations, int fewestSteps)
    {
        ArgumentNullException.ThrowIfNull(activations);
        var shape = activations.shape;
        if (activations.dtype == ScalarType.Byte)
        {
            throw new ArgumentException("The frames are bytes, 0 to 255. Convert them to float and divide by 255, or choose steps about 255 times as large as for frames of 0 to 1.", nameof(activations));
        }

        if (shape.Length is not (3 or 5) || activations.dtype != ScalarType.Float32)
        {
            throw new ArgumentException($"A sequence of activations is Float32 [T, B, N] or [T, B, C, H, W], time first; got {activations.dtype} [{string.Join(", ", shape)}].", nameof(activations));
        }

        return shape[0] >= fewestSteps
            ? new ActivationSequence(checked((int)shape[0]), checked((int)shape[1]), checked((int)shape[2]), shape.Length == 5 ? checked((int)(shape[3] * shape[4])) : 1)
            : throw new ArgumentException($"A delta needs at least two frames; got [{string.Join(", ", shape)}], whose first dimension is time.", nameof(activations));
    }
}
