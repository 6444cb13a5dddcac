using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>One pass of quantisation on tensors, with what its backward pass needs besides tensors.</summary>
internal sealed class QuantizationCall(ActivationSequence sequence, StepGradient gradient)
{
    /// <summary>How many changes were not zero.</summary>
    public ActivationCount Count { get; private set; }

    /// <summary>Whether the backward pass reads the input.</summary>
    public bool NeedsInput => gradient == StepGradient.Lsq;

    private long Changes => (long)(sequence.Steps - 1) * sequence.StepLength;

    /// <summary>Returns Q, and mean|Q_t − Q_(t+1)| as a scalar.</summary>
    public List<Tensor> Forward(Tensor values, Tensor threshold)
    {
        var output = empty_like(values);
        var (sum, nonZero) = QuantizationKernel.Forward(values.AsReadOnlySpan<float>(), UnitSteps(threshold), output.AsSpan<float>(), sequence);
        Count = new ActivationCount(nonZero, Changes);
        return [output, tensor((float)(Changes == 0 ? 0 : sum / Changes))];
    }

    /// <summary>Returns the gradients of the input and of θ.</summary>
    public List<Tensor> Backward(Tensor output, Tensor threshold, Tensor? input, Tensor? outputGradient, Tensor? meanGradient)
    {
        var steps = UnitSteps(threshold);
        var share = meanGradient is null || Changes == 0 ? 0 : meanGradient.AsReadOnlySpan<float>()[0] / Changes;
        var inputGradient = outputGradient?.clone() ?? zeros_like(output);
        QuantizationKernel.AddPenalty(output.AsReadOnlySpan<float>(), inputGradient.AsSpan<float>(), share, sequence);
        var unitGradient = new float[sequence.Units];
        QuantizationKernel.AddLevels(output.AsReadOnlySpan<float>(), steps, inputGradient.AsReadOnlySpan<float>(), unitGradient, gradient == StepGradient.Flipped ? -1 : 1);
        if (input is not null)
        {
            QuantizationKernel.SubtractQuotients(input.AsReadOnlySpan<float>(), steps, inputGradient.AsReadOnlySpan<float>(), unitGradient);
        }

        return [inputGradient, ThresholdGradient(unitGradient, threshold)];
    }

    // q of every unit of a frame, [C, H·W].
    private float[] UnitSteps(Tensor threshold)
    {
        var given = threshold.detach().AsReadOnlySpan<float>();
        var steps = new float[sequence.Units];
        var shared = Shared(given.Length);
        for (var unit = 0; unit < steps.Length; unit++)
        {
            var step = Math.Abs(given[unit / shared]);
            steps[unit] = step > 0 && float.IsFinite(step)
                ? step
                : throw new ArithmeticException($"Step {unit / shared} of {given.Length} is {step}; a quantisation step must be positive and finite. Start with larger steps or learn them more slowly.");
        }

        return steps;
    }

    // Since q = |θ|, ∂q/∂θ is the sign of θ.
    private Tensor ThresholdGradient(float[] unitGradient, Tensor threshold)
    {
        var given = threshold.detach().AsReadOnlySpan<float>();
        var (sums, shared) = (new double[given.Length], Shared(given.Length));
        for (var unit = 0; unit < unitGradient.Length; unit++)
        {
            sums[unit / shared] += unitGradient[unit];
        }

        var result = new float[given.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (float)sums[i] * MathF.Sign(given[i]);
        }

        return tensor(result);
    }

    // How many neighbouring units of a frame share a step.
    private int Shared(int steps) => steps == 1 || steps == sequence.Channels || steps == sequence.Units
        ? sequence.Units / steps
        : throw new ArgumentException($"There must be one step, one a channel ({sequence.Channels}) or one a unit ({sequence.Units}); got {steps}.");
}
