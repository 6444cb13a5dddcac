namespace Glia.Deltas;

/// <summary>A linear layer that is applied to events: it adds to its target what they contribute.</summary>
internal abstract unsafe class EventOperator(FramePlane target)
{
    /// <summary>Where the result lies.</summary>
    public FramePlane Target => target;

    /// <summary>Multiply-accumulates of a frame in which every number is sent.</summary>
    public abstract long DenseOperations { get; }

    /// <summary>Bytes of weights.</summary>
    public abstract long ParameterBytes { get; }

    /// <summary>Adds what the events contribute; returns the multiply-accumulates that fell inside of the frame.</summary>
    public abstract long Add(FrameEvents events, float* output);

    /// <summary>Adds the bias to every place.</summary>
    public abstract void AddBias(float* output);

    /// <summary>Adds one number a channel to every real place.</summary>
    protected void AddEverywhere(ReadOnlySpan<float> bias, float* output)
    {
        for (var row = 0; row < target.Shape.Height; row++)
        {
            for (var column = 0; column < target.Shape.Width; column++)
            {
                var place = output + target.Row(row) + (column * target.Stride);
                for (var channel = 0; channel < bias.Length; channel++)
                {
                    place[channel] += bias[channel];
                }
            }
        }
    }
}
