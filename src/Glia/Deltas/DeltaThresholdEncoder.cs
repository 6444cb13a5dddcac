using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>A delta network's rule: a unit sends its value when it lies further than Θ from what it sent last, so that the error never grows beyond Θ (Neil et al. 2017, arXiv 1612.05571).</summary>
/// <remarks>Only for inference: no gradient flows. With Θ = 0 the output is the input. The first frame is sent whole and not counted.</remarks>
public sealed class DeltaThresholdEncoder : SparseActivation
{
    /// <summary>Makes an encoder.</summary>
    /// <param name="threshold">Θ, not negative, in units of the activation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not finite.</exception>
    public DeltaThresholdEncoder(double threshold)
        : base(nameof(DeltaThresholdEncoder))
    {
        if (!(threshold >= 0 && double.IsFinite(threshold)))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold of a delta network must be at least 0, and finite.");
        }

        Threshold = threshold;
    }

    /// <summary>Θ.</summary>
    public double Threshold { get; }

    /// <summary>Returns what the next layer has received so far at each step.</summary>
    /// <param name="activations">[T, B, N] or [T, B, C, H, W]; at least two frames.</param>
    /// <exception cref="ArgumentException">The sequence has one frame, another layout, or is made of bytes.</exception>
    public override SparseActivationResult forward(Tensor activations)
    {
        var sequence = ActivationSequence.Of(activations, fewestSteps: 2);
        using var scope = NewDisposeScope();
        var output = activations.detach().contiguous().clone();
        var sent = Hold(output.AsSpan<float>(), (float)Threshold, sequence);
        return new SparseActivationResult(
            output.MoveToOuterDisposeScope(), tensor(0f).MoveToOuterDisposeScope(), new ActivationCount(sent, (long)(sequence.Steps - 1) * sequence.StepLength));
    }

    // Puts what was sent last in place of what is not sent.
    private static long Hold(Span<float> values, float threshold, ActivationSequence sequence)
    {
        var sent = 0L;
        for (var i = sequence.StepLength; i < values.Length; i++)
        {
            var last = values[i - sequence.StepLength];
            if (Math.Abs(values[i] - last) > threshold)
            {
                sent++;
            }
            else
            {
                values[i] = last;
            }
        }

        return sent;
    }
}
