using System.Numerics;
using Glia.Tensors;
using TorchSharp.Modules;

namespace Glia.Training;

/// <summary>Adam and AdamW on the memory of single-precision parameters: one pass a parameter, no tensor operation.</summary>
/// <remarks>
/// <para>m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; θ ← (1 − η λ) θ − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</para>
/// <para>Kingma and Ba 2015, arXiv 1412.6980; Loshchilov and Hutter 2019, arXiv 1711.05101. TorchSharp's own optimisers pass numbers that can be
/// finalised while native code reads them (see <see cref="KeptScalar"/>).</para>
/// </remarks>
public sealed class Adam
{
    private readonly AdamOptions _options;
    private readonly List<(Parameter Parameter, float[] Mean, float[] Square)> _slots;
    private int _steps;

    /// <summary>Makes the optimiser of some parameters; those that have no gradient at a step are left alone in it.</summary>
    /// <param name="parameters">Single-precision, contiguous parameters.</param>
    /// <param name="options">Settings; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Adam(IEnumerable<Parameter> parameters, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _options = (options ?? new AdamOptions()).Validated();
        _slots = [.. parameters.Select(parameter => (parameter, new float[parameter.numel()], new float[parameter.numel()]))];
    }

    /// <summary>Changes the parameters by their gradients and clears those.</summary>
    /// <param name="rate">Learning rate η of this step.</param>
    /// <returns>Norm of all gradients together, before it was bounded.</returns>
    public double Step(double rate)
    {
        _steps++;
        using var scope = TorchSharp.torch.NewDisposeScope();
        var active = _slots.Where(slot => slot.Parameter.grad is not null).ToList();
        var norm = Math.Sqrt(active.Sum(slot => SquaredNorm(slot.Parameter.grad!.contiguous().AsReadOnlySpan<float>())));
        var scale = norm > _options.LargestNorm ? (float)(_options.LargestNorm / norm) : 1;
        foreach (var (parameter, mean, square) in active)
        {
            var gradient = parameter.grad!;
            using (var plain = gradient.contiguous())
            {
                Update(parameter.AsSpan<float>(), plain.AsReadOnlySpan<float>(), mean, square, scale, rate);
            }

            parameter.grad = null;
        }

        return norm;
    }

    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            sum += (low * low) + (high * high);
        }

        var total = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            total += (double)values[i] * values[i];
        }

        return total;
    }

    private void Update(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, float scale, double rate)
    {
        var (beta1, beta2, epsilon) = ((float)_options.Beta1, (float)_options.Beta2, (float)_options.Epsilon);
        var step = (float)(rate / (1 - Math.Pow(_options.Beta1, _steps)));
        var root = (float)(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, _steps)));
        var keep = (float)(1 - (rate * _options.WeightDecay));
        var i = 0;
        for (; i <= parameter.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]) * scale;
            var m = (new Vector<float>(mean[i..]) * beta1) + (g * (1 - beta1));
            var v = (new Vector<float>(square[i..]) * beta2) + (g * g * (1 - beta2));
            m.CopyTo(mean[i..]);
            v.CopyTo(square[i..]);
            var denominator = (Vector.SquareRoot(v) * root) + new Vector<float>(epsilon);
            ((new Vector<float>(parameter[i..]) * keep) - (m * step / denominator)).CopyTo(parameter[i..]);
        }

        for (; i < parameter.Length; i++)
        {
            var g = gradient[i] * scale;
            mean[i] = (mean[i] * beta1) + (g * (1 - beta1));
            square[i] = (square[i] * beta2) + (g * g * (1 - beta2));
            parameter[i] = (parameter[i] * keep) - (mean[i] * step / ((MathF.Sqrt(square[i]) * root) + epsilon));
        }
    }
}
