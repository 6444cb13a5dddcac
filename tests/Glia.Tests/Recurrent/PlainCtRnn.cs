using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.Recurrent;

/// <summary>The equations of <see cref="CtRnn"/> written down in double precision, sequence by sequence, to hold the kernel against.</summary>
internal sealed class PlainCtRnn(CtRnn network)
{
    private readonly CtRnnOptions _options = network.Options;

    public Matrix<double> Input { get; } = network.InputWeights;

    public Matrix<double> Recurrent { get; set; } = network.RecurrentWeights;

    public Matrix<double> Output { get; } = network.OutputWeights;

    /// <summary>States and outputs of one sequence, [T] each.</summary>
    public (List<Vector<double>> States, List<Vector<double>> Outputs) Run(IReadOnlyList<Vector<double>> inputs)
    {
        var (states, outputs) = (new List<Vector<double>>(), new List<Vector<double>>());
        var state = Vector<double>.Build.Dense(_options.Units);
        foreach (var input in inputs)
        {
            var z = ((1 - _options.Leak) * state) + (_options.Leak * ((Input * input) + (Recurrent * state)));
            state = z.Map(value => _options.Activation == CtRnnActivation.Relu ? Math.Max(0, value) : Math.Tanh(value));
            states.Add(state);
            outputs.Add(Output * state);
        }

        return (states, outputs);
    }

    /// <summary>Gradients of W_in, W and W_out from ∂loss/∂y of one sequence.</summary>
    public (Matrix<double> Input, Matrix<double> Recurrent, Matrix<double> Output) Gradient(IReadOnlyList<Vector<double>> inputs, IReadOnlyList<Vector<double>> errors)
    {
        var (states, _) = Run(inputs);
        var (input, recurrent, output) = (Input * 0, Recurrent * 0, Output * 0);
        var later = Vector<double>.Build.Dense(_options.Units);
        for (var t = inputs.Count - 1; t >= 0; t--)
        {
            var up = Output.TransposeThisAndMultiply(errors[t]) + ((1 - _options.Leak) * later) + (_options.Leak * Recurrent.TransposeThisAndMultiply(later));
            later = up.PointwiseMultiply(states[t].Map(h => _options.Activation == CtRnnActivation.Relu ? (h > 0 ? 1.0 : 0) : 1 - (h * h), Zeros.Include));
            input += _options.Leak * later.OuterProduct(inputs[t]);
            output += errors[t].OuterProduct(states[t]);
            if (t > 0)
            {
                recurrent += _options.Leak * later.OuterProduct(states[t - 1]);
            }
        }

        return (input, recurrent, output);
    }

    /// <summary>Cross-entropy of one sequence's outputs at one step, and its derivative.</summary>
    public static (double Loss, Vector<double> Error) CrossEntropy(Vector<double> output, int label)
    {
        var shares = (output - output.Maximum()).PointwiseExp();
        shares /= shares.Sum();
        var loss = -Math.Log(shares[label]);
        shares[label] -= 1;
        return (loss, shares);
    }
}
