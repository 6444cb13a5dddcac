using System.Numerics.Tensors;
using Glia.Synapses;

namespace Glia.Vision;

/// <summary>The larger of the evidence of events and of the same events with the other polarity: a motion is the same for a bright edge and a dark one.</summary>
/// <remarks>B = max(B(A), B(flip A)), place by place and class by class. Grimaldi and Perrinet, 2023.</remarks>
public static class PolarityFlipMax
{
    /// <summary>Computes the evidence of a kernel with two channels for both polarities and keeps the larger.</summary>
    public static SpatioTemporalEvidence Forward(SpatioTemporalKernel kernel, SpatioTemporalEvents events)
    {
        var evidence = SpatioTemporalConvolution.Forward(kernel, events);
        var flipped = SpatioTemporalConvolution.Forward(kernel, events.Flipped());
        TensorPrimitives.Max(evidence.Storage, flipped.Storage, evidence.Storage);
        return evidence;
    }

    /// <summary>The same from the synapses of a pruned kernel, one by one.</summary>
    public static SpatioTemporalEvidence Forward(SpatioTemporalSynapses synapses, SpatioTemporalKernel kernel, SpatioTemporalEvents events)
    {
        var evidence = new SpatioTemporalEvidence(kernel, events.Steps, events.Height, events.Width);
        var flipped = new SpatioTemporalEvidence(kernel, events.Steps, events.Height, events.Width);
        synapses.Forward(events, evidence);
        synapses.Forward(events.Flipped(), flipped);
        TensorPrimitives.Max(evidence.Storage, flipped.Storage, evidence.Storage);
        return evidence;
    }

    /// <summary>Turns the evidence of both polarities into derivatives of the mean cross-entropy of softmax(max) by them, in place, and returns that mean.</summary>
    /// <remarks>Only places count whose receptive field lies inside the recording in time and space; elsewhere, the border too, the derivatives are zero. Where
    /// both polarities say the same, the first has the derivative.</remarks>
    /// <param name="evidence">Evidence of the events.</param>
    /// <param name="flipped">Evidence of the flipped events.</param>
    /// <param name="labels">The class of each step.</param>
    /// <param name="delays">Delays of the kernel.</param>
    internal static double Errors(SpatioTemporalEvidence evidence, SpatioTemporalEvidence flipped, ReadOnlySpan<int> labels, int delays)
    {
        var (classes, columns) = (evidence.Classes, evidence.Width - (2 * evidence.BorderX));
        var rows = evidence.Height - (2 * evidence.BorderY);
        var scale = 1.0f / ((evidence.Steps - delays + 1) * rows * columns);
        var larger = new float[columns * classes];
        var powers = new float[larger.Length];
        var loss = 0.0;
        for (var t = 0; t < evidence.Steps; t++)
        {
            for (var y = -evidence.BorderY; y < evidence.Height + evidence.BorderY; y++)
            {
                var (first, second) = (WholeRow(evidence, t, y), WholeRow(flipped, t, y));
                if (t < delays - 1 || y < evidence.BorderY || y >= evidence.Height - evidence.BorderY)
                {
                    evidence.Storage[first].Clear();
                    flipped.Storage[second].Clear();
                    continue;
                }

                var edge = 2 * evidence.BorderX * classes;
                var a = evidence.Storage[first];
                var b = flipped.Storage[second];
                loss += RowErrors(a[edge..^edge], b[edge..^edge], larger, powers, classes, labels[t], scale);
                a[..edge].Clear();
                a[^edge..].Clear();
                b[..edge].Clear();
                b[^edge..].Clear();
            }
        }

        evidence.Storage[(evidence.Steps * evidence.StepStride)..].Clear();
        flipped.Storage[(evidence.Steps * evidence.StepStride)..].Clear();
        return loss * scale;
    }

    private static double RowErrors(Span<float> a, Span<float> b, float[] larger, float[] powers, int classes, int label, float scale)
    {
        var loss = 0.0;
        TensorPrimitives.Max<float>(a, b, larger);
        for (var first = 0; first < larger.Length; first += classes)
        {
            var place = larger.AsSpan(first, classes);
            TensorPrimitives.Subtract(place, TensorPrimitives.Max<float>(place), place);
        }

        TensorPrimitives.Exp<float>(larger, powers);
        for (var first = 0; first < larger.Length; first += classes)
        {
            var sum = TensorPrimitives.Sum<float>(powers.AsSpan(first, classes));
            loss += Math.Log(sum) - larger[first + label];
            for (var i = first; i < first + classes; i++)
            {
                var error = scale * ((powers[i] / sum) - (i == first + label ? 1 : 0));
                (a[i], b[i]) = a[i] >= b[i] ? (error, 0f) : (0f, error);
            }
        }

        return loss;
    }

    private static Range WholeRow(SpatioTemporalEvidence evidence, int t, int y)
    {
        var start = (t * evidence.StepStride) + ((y + evidence.BorderY) * evidence.RowStride);
        return start..(start + evidence.RowStride);
    }
}
