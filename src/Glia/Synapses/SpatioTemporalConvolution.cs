using System.Runtime.Intrinsics;

namespace Glia.Synapses;

/// <summary>A layer of neurons whose synapses have weights and delays, as a causal convolution over time and space; driven by events, or dense.</summary>
/// <remarks>
/// <para>B(c, t, y, x) = bias(c) + Σ K(c, p, d, dy, dx)·A(p, t − d, y + dy − r_y, x + dx − r_x), zero outside the input: a cross-correlation in space, d ≥ 0.</para>
/// <para>Driven by events, an event adds its channel's kernel to the output around it, so the cost goes with the number of events. Both ways add in the same order
/// and give the same bits where the input is 0 or 1. Cost: events · delays · height · width · classes additions. Uses one thread.</para>
/// </remarks>
public static class SpatioTemporalConvolution
{
    /// <summary>Computes the evidence of events.</summary>
    /// <exception cref="ArgumentException">The channels differ, or the evidence has other sizes.</exception>
    public static void Forward(SpatioTemporalKernel kernel, SpatioTemporalEvents events, SpatioTemporalEvidence evidence)
    {
        Require(kernel, events, evidence);
        evidence.Fill(kernel.Bias);
        var (extents, starts) = (new RowExtents(kernel), events.StepStarts());
        for (var step = 0; step < evidence.Steps; step++)
        {
            // Output by output, so that a step of the evidence and a delay of the kernel stay in the cache for all events of a step.
            for (var delay = Math.Min(kernel.Delays - 1, step); delay >= 0; delay--)
            {
                for (var i = starts[step - delay]; i < starts[step - delay + 1]; i++)
                {
                    Spread(kernel, extents, evidence, 1, (step - delay, events.Channel[i], events.Y[i], events.X[i]), delay);
                }
            }
        }
    }

    /// <summary>Computes the evidence of events into new storage.</summary>
    public static SpatioTemporalEvidence Forward(SpatioTemporalKernel kernel, SpatioTemporalEvents events)
    {
        var evidence = new SpatioTemporalEvidence(kernel, events.Steps, events.Height, events.Width);
        Forward(kernel, events, evidence);
        return evidence;
    }

    /// <summary>Computes the evidence of any input, every place of it in turn, zeros too.</summary>
    /// <param name="kernel">The weights.</param>
    /// <param name="input">[steps, channels, height, width].</param>
    /// <param name="evidence">The result; its sizes are those of the input.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static void DenseForward(SpatioTemporalKernel kernel, ReadOnlySpan<float> input, SpatioTemporalEvidence evidence)
    {
        RequireLength(kernel, input, evidence);
        evidence.RequireMatches(kernel, evidence.Steps, evidence.Height, evidence.Width);
        evidence.Fill(kernel.Bias);
        var extents = RowExtents.Whole(kernel);
        for (var i = 0; i < input.Length; i++)
        {
            var place = Place(i, kernel, evidence);
            for (var delay = 0; delay < Math.Min(kernel.Delays, evidence.Steps - place.T); delay++)
            {
                Spread(kernel, extents, evidence, input[i], place, delay);
            }
        }
    }

    /// <summary>Adds to a gradient what events contribute: dK(c, p, d, dy, dx) = Σ G(c, t, y, x)·A(p, t − d, y + dy − r_y, x + dx − r_x); the bias too.</summary>
    /// <param name="events">The input.</param>
    /// <param name="errors">G, the derivative of the loss by the evidence. Its border must be zero.</param>
    /// <param name="gradient">What is added to.</param>
    /// <exception cref="ArgumentException">The channels differ, or the evidence has other sizes.</exception>
    public static void AddGradient(SpatioTemporalEvents events, SpatioTemporalEvidence errors, SpatioTemporalKernel gradient) =>
        AddGradient(events, errors, gradient, RowExtents.Whole(gradient));

    internal static void AddGradient(SpatioTemporalEvents events, SpatioTemporalEvidence errors, SpatioTemporalKernel gradient, RowExtents extents)
    {
        Require(gradient, events, errors);
        var starts = events.StepStarts();
        for (var step = 0; step < errors.Steps; step++)
        {
            for (var delay = Math.Min(gradient.Delays - 1, step); delay >= 0; delay--)
            {
                for (var i = starts[step - delay]; i < starts[step - delay + 1]; i++)
                {
                    Gather(gradient, extents, errors, 1, (step - delay, events.Channel[i], events.Y[i], events.X[i]), delay);
                }
            }
        }

        AddBias(errors, gradient);
    }

    /// <summary>Adds to a gradient what any input contributes, every place of it in turn.</summary>
    /// <inheritdoc cref="AddGradient(SpatioTemporalEvents, SpatioTemporalEvidence, SpatioTemporalKernel)"/>
    /// <param name="input">[steps, channels, height, width].</param>
    /// <param name="errors">G, the derivative of the loss by the evidence. Its border must be zero.</param>
    /// <param name="gradient">What is added to.</param>
    public static void AddDenseGradient(ReadOnlySpan<float> input, SpatioTemporalEvidence errors, SpatioTemporalKernel gradient)
    {
        RequireLength(gradient, input, errors);
        errors.RequireMatches(gradient, errors.Steps, errors.Height, errors.Width);
        var extents = RowExtents.Whole(gradient);
        for (var i = 0; i < input.Length; i++)
        {
            var place = Place(i, gradient, errors);
            for (var delay = 0; delay < Math.Min(gradient.Delays, errors.Steps - place.T); delay++)
            {
                Gather(gradient, extents, errors, input[i], place, delay);
            }
        }

        AddBias(errors, gradient);
    }

    private static (int T, int Channel, int Y, int X) Place(int index, SpatioTemporalKernel kernel, SpatioTemporalEvidence evidence)
    {
        var (rest, x) = Math.DivRem(index, evidence.Width);
        (rest, var y) = Math.DivRem(rest, evidence.Height);
        var (t, channel) = Math.DivRem(rest, kernel.Channels);
        return (t, channel, y, x);
    }

    // Input of a place goes to all outputs that hear it after a delay: rows of the kernel to rows of the evidence.
    private static unsafe void Spread(
        SpatioTemporalKernel kernel, RowExtents extents, SpatioTemporalEvidence evidence, float value, (int T, int Channel, int Y, int X) place, int delay)
    {
        var row = ((place.Channel * kernel.Delays) + delay) * kernel.Height;
        var target = evidence.Pointer + ((place.T + delay) * evidence.StepStride) + (place.Y * evidence.RowStride) + (place.X * evidence.Classes);
        AddRows(target, evidence.RowStride, kernel.Pointer + (row * kernel.RowStride), kernel.RowStride, extents, row, kernel.Height, value);
        GC.KeepAlive(kernel);
        GC.KeepAlive(evidence);
    }

    // And back: what all outputs that hear a place after a delay want of it.
    private static unsafe void Gather(
        SpatioTemporalKernel gradient, RowExtents extents, SpatioTemporalEvidence errors, float value, (int T, int Channel, int Y, int X) place, int delay)
    {
        var row = ((place.Channel * gradient.Delays) + delay) * gradient.Height;
        var source = errors.Pointer + ((place.T + delay) * errors.StepStride) + (place.Y * errors.RowStride) + (place.X * errors.Classes);
        AddRows(gradient.Pointer + (row * gradient.RowStride), gradient.RowStride, source, errors.RowStride, extents, row, gradient.Height, value);
        GC.KeepAlive(gradient);
        GC.KeepAlive(errors);
    }

    // Where the input is 1 the product changes nothing.
    private static unsafe void AddRows(
        float* destination, int destinationStride, float* source, int sourceStride, RowExtents extents, int row, int rows, float value)
    {
        var scale = Vector512.Create(value);
        var first = extents.First.AsSpan(row, rows);
        var end = extents.End.AsSpan(row, rows);
        for (var j = 0; j < rows; j++, destination += destinationStride, source += sourceStride)
        {
            for (var i = first[j]; i < end[j]; i += SpatioTemporalKernel.Block)
            {
                (Vector512.Load(destination + i) + (scale * Vector512.Load(source + i))).Store(destination + i);
            }
        }
    }

    private static void AddBias(SpatioTemporalEvidence errors, SpatioTemporalKernel gradient)
    {
        for (var t = 0; t < errors.Steps; t++)
        {
            for (var y = 0; y < errors.Height; y++)
            {
                var row = errors.Row(t, y);
                for (var first = 0; first < row.Length; first += errors.Classes)
                {
                    for (var c = 0; c < errors.Classes; c++)
                    {
                        gradient.Bias[c] += row[first + c];
                    }
                }
            }
        }
    }

    private static void Require(SpatioTemporalKernel kernel, SpatioTemporalEvents events, SpatioTemporalEvidence evidence)
    {
        evidence.RequireMatches(kernel, events.Steps, events.Height, events.Width);
        if (kernel.Channels != events.Channels)
        {
            throw new ArgumentException($"The kernel has {kernel.Channels} channels, the events {events.Channels}.", nameof(events));
        }
    }

    private static void RequireLength(SpatioTemporalKernel kernel, ReadOnlySpan<float> input, SpatioTemporalEvidence evidence)
    {
        var needed = (long)evidence.Steps * kernel.Channels * evidence.Height * evidence.Width;
        if (input.Length != needed)
        {
            throw new ArgumentException($"The input must be [{evidence.Steps}, {kernel.Channels}, {evidence.Height}, {evidence.Width}], {needed} numbers; got {input.Length}.", nameof(input));
        }
    }
}
