using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Training;

/// <summary>Cross-entropy of a readout over time: softmax at each step, summed over the steps, softmax again.</summary>
/// <remarks>
/// <para>y_t = softmax(v_t); m = Σ_t y_t; loss = −log softmax(m)[label], averaged over the batch; the prediction is argmax m. That the softmax comes twice is the method's own
/// (Hammouamri et al. 2023, arXiv 2306.17670; Bittar and Garner 2022). With sequences of different length, padding enters the sum unless their lengths are given.</para>
/// <para>One fused pass forward and one backward over [T, B, C].</para>
/// </remarks>
public static class TimeSumOfSoftmaxLoss
{
    /// <summary>Returns the mean loss, a scalar with a gradient.</summary>
    /// <param name="readout">v, [T, B, C], single precision.</param>
    /// <param name="labels">One class a sample, 0 to C − 1.</param>
    /// <param name="steps">How many steps of each sample count, or empty for all.</param>
    /// <exception cref="ArgumentException">Lengths or a label do not fit; the message says which.</exception>
    public static Tensor Of(Tensor readout, ReadOnlySpan<int> labels, ReadOnlySpan<int> steps = default)
    {
        var shape = Check(readout, steps);
        if (labels.Length != shape.Batch)
        {
            throw new ArgumentException($"The batch has {shape.Batch} samples; got {labels.Length} labels.", nameof(labels));
        }

        foreach (var label in labels)
        {
            if ((uint)label >= (uint)shape.Classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"Labels are 0 to {shape.Classes - 1}; got {label}.");
            }
        }

        using var scope = NewDisposeScope();
        return TimeSumFunction.apply(readout.contiguous(), shape, labels.ToArray(), steps.ToArray()).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the summed softmax m of each sample, [B, C]; its largest entry is the prediction.</summary>
    /// <inheritdoc cref="Of"/>
    public static float[] Evidence(Tensor readout, ReadOnlySpan<int> steps = default)
    {
        var shape = Check(readout, steps);
        using var dense = readout.contiguous();
        return TimeSumKernel.Evidence(dense.AsReadOnlySpan<float>(), new float[dense.numel()], shape, steps);
    }

    private static TimeSumShape Check(Tensor readout, ReadOnlySpan<int> steps)
    {
        ArgumentNullException.ThrowIfNull(readout);
        var size = readout.shape;
        if (size.Length != 3 || readout.dtype != ScalarType.Float32 || size[2] == 0)
        {
            throw new ArgumentException($"The readout must be Float32 [T, B, classes]; got {readout.dtype} [{string.Join(", ", size)}].", nameof(readout));
        }

        var shape = new TimeSumShape(checked((int)size[0]), checked((int)size[1]), checked((int)size[2]));
        if (steps.Length != 0 && steps.Length != shape.Batch)
        {
            throw new ArgumentException($"The batch has {shape.Batch} samples; got {steps.Length} lengths.", nameof(steps));
        }

        foreach (var length in steps)
        {
            if (length < 1 || length > shape.Steps)
            {
                throw new ArgumentOutOfRangeException(nameof(steps), length, $"A length is 1 to {shape.Steps} steps; got {length}.");
            }
        }

        return shape;
    }
}
