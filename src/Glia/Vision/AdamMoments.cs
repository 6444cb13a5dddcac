using System.Numerics;

namespace Glia.Vision;

/// <summary>Adam's step over a span of weights, with its two running moments.</summary>
/// <remarks>Kingma and Ba, 2015: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, both moments corrected for their start at zero.</remarks>
internal sealed class AdamMoments(int length)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;
    private readonly float[] _first = new float[length];
    private readonly float[] _second = new float[length];
    private int _steps;

    /// <summary>Moves the weights against the gradient.</summary>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient, double learningRate)
    {
        _steps++;
        var rate = (float)(learningRate / (1 - Math.Pow(Beta1, _steps)));
        var correction = (float)(1 / (1 - Math.Pow(Beta2, _steps)));
        var i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            var first = (new Vector<float>(_first, i) * Beta1) + (g * (1 - Beta1));
            var second = (new Vector<float>(_second, i) * Beta2) + (g * g * (1 - Beta2));
            first.CopyTo(_first, i);
            second.CopyTo(_second, i);
            var step = first * rate / (Vector.SquareRoot(second * correction) + new Vector<float>(Epsilon));
            (new Vector<float>(weights[i..]) - step).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            _first[i] = (_first[i] * Beta1) + (gradient[i] * (1 - Beta1));
            _second[i] = (_second[i] * Beta2) + (gradient[i] * gradient[i] * (1 - Beta2));
            weights[i] -= _first[i] * rate / (MathF.Sqrt(_second[i] * correction) + Epsilon);
        }
    }
}
