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
        var extents = new RowExtents(kernel);
        for (var i = 0; i < events.Count; i++)
        {
            Spread(kernel, extents, evidence, 1, (events.Step[i], events.Channel[i], events.Y[i], events.X[i]));
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
            Spread(kernel, extents, evidence, input[i], Place(i, kernel, evidence));
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
        for (var i = 0; i < events.Count; i++)
        {
            Gather(gradient, extents, errors, 1, (events.Step[i], events.Channel[i], events.Y[i], events.X[i]));
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
            Gather(gradient, extents, errors, input[i], Place(i, gradient, errors));
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

    // Input of a place goes to all outputs that hear it: a row of the kernel to a row of the evidence. Where the input is 1 the product changes nothing.
    private static unsafe void Spread(SpatioTemporalKernel kernel, RowExtents extents, SpatioTemporalEvidence evidence, float value, (int T, int Channel, int Y, int X) place)
    {
        var delays = Math.Min(kernel.Delays, evidence.Steps - place.T);
        var scale = Vector512.Create(value);
        var row = place.Channel * kernel.Delays * kernel.Height;
        var target = evidence.Pointer + (place.T * evidence.StepStride) + (place.Y * evidence.RowStride) + (place.X * evidence.Classes);
        for (var d = 0; d < delays; d++, target += evidence.StepStride)
        {
            for (var j = 0; j < kernel.Height; j++, row++)
            {
                var destination = target + (j * evidence.RowStride);
                var source = kernel.Pointer + (row * kernel.RowStride);
                for (var i = extents.First[row]; i < extents.End[row]; i += SpatioTemporalKernel.Block)
                {
                    (Vector512.Load(destination + i) + (scale * Vector512.Load(source + i))).Store(destination + i);
                }
            }
        }

        GC.KeepAlive(kernel);
        GC.KeepAlive(evidence);
    }

    // And back: what all outputs that hear a place want of it.
    private static unsafe void Gather(SpatioTemporalKernel gradient, RowExtents extents, SpatioTemporalEvidence errors, float value, (int T, int Channel, int Y, int X) place)
    {
        var delays = Math.Min(gradient.Delays, errors.Steps - place.T);
        var scale = Vector512.Create(value);
        var row = place.Channel * gradient.Delays * gradient.Height;
        var origin = errors.Pointer + (place.T * errors.StepStride) + (place.Y * errors.RowStride) + (place.X * errors.Classes);
        for (var d = 0; d < delays; d++, origin += errors.StepStride)
        {
            for (var j = 0; j < gradient.Height; j++, row++)
            {
                var source = origin + (j * errors.RowStride);
                var destination = gradient.Pointer + (row * gradient.RowStride);
                for (var i = extents.First[row]; i < extents.End[row]; i += SpatioTemporalKernel.Block)
                {
                    (Vector512.Load(destination + i) + (scale * Vector512.Load(source + i))).Store(destination + i);
                }
            }
        }

        GC.KeepAlive(gradient);
        GC.KeepAlive(errors);
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
