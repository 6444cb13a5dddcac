using System.Numerics;
using Glia.Tensors;
using TorchSharp.Modules;

namespace Glia.Training;

/// <summary>The optimiser Adam over the memory of single-precision parameters, one pass for each.</summary>
/// <remarks>
/// <para>m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; p −= η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε). Kingma, Ba, arXiv 1412.6980, algorithm 1.</para>
/// <para>Makes no tensor and no scalar in a step, which TorchSharp's own optimisers do for every parameter. Thread-safe: no.</para>
/// </remarks>
public sealed class Adam
{
    private readonly Parameter[] _parameters;
    private readonly float[][] _means;
    private readonly float[][] _squares;
    private readonly AdamOptions _options;
    private int _steps;

    /// <summary>Makes an optimiser; the parameters stay the caller's.</summary>
    /// <param name="parameters">Single precision, contiguous, on the CPU.</param>
    /// <param name="options">Constants. Default those of the paper.</param>
    /// <exception cref="ArgumentException">A parameter is of another precision or layout, or an option is out of range.</exception>
    public Adam(IEnumerable<Parameter> parameters, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        _options = (options ?? new AdamOptions()).Validated();
        _means = Array.ConvertAll(_parameters, parameter => new float[parameter.AsSpan<float>().Length]);
        _squares = Array.ConvertAll(_means, mean => new float[mean.Length]);
    }

    /// <summary>Changes the parameters by their gradients; a parameter without a gradient stays as it is.</summary>
    /// <param name="schedule">Factor of the learning rate in this step, such as <see cref="CosineSchedule.Factor"/>.</param>
    public void Step(double schedule = 1)
    {
        _steps++;
        var rate = (float)(_options.LearningRate * schedule / (1 - Math.Pow(_options.Beta1, _steps)));
        var correction = (float)(1 / (1 - Math.Pow(_options.Beta2, _steps)));
        for (var i = 0; i < _parameters.Length; i++)
        {
            using var gradient = _parameters[i].grad;
            if (gradient is null || gradient.IsInvalid)
            {
                continue;
            }

            using var packed = gradient.contiguous();
            Update(_parameters[i].AsSpan<float>(), packed.AsReadOnlySpan<float>(), _means[i], _squares[i], rate, correction);
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _parameters)
        {
            using var gradient = parameter.grad;
            _ = gradient is null || gradient.IsInvalid ? null : gradient.zero_();
        }
    }

    private void Update(Span<float> values, ReadOnlySpan<float> gradient, float[] mean, float[] square, float rate, float correction)
    {
        var (beta1, beta2, epsilon) = ((float)_options.Beta1, (float)_options.Beta2, (float)_options.Epsilon);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            var m = (new Vector<float>(mean, i) * beta1) + (g * (1 - beta1));
            var v = (new Vector<float>(square, i) * beta2) + (g * g * (1 - beta2));
            m.CopyTo(mean, i);
            v.CopyTo(square, i);
            (new Vector<float>(values[i..]) - (m * rate / (Vector.SquareRoot(v * correction) + new Vector<float>(epsilon)))).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            mean[i] = (mean[i] * beta1) + (gradient[i] * (1 - beta1));
            square[i] = (square[i] * beta2) + (gradient[i] * gradient[i] * (1 - beta2));
            values[i] -= mean[i] * rate / (MathF.Sqrt(square[i] * correction) + epsilon);
        }
    }
}
