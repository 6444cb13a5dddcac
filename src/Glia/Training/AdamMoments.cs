using System.Numerics;

namespace Glia.Training;

/// <summary>Adam's step over a span of numbers, with their two running moments: one fused pass.</summary>
/// <remarks>The formula stands at <see cref="Adam"/>. Both moments start at zero and are corrected for it.</remarks>
internal sealed class AdamMoments<T>(int length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _first = new T[length];
    private readonly T[] _second = new T[length];
    private int _steps;

    /// <summary>Moves the numbers against their gradients.</summary>
    public void Step(Span<T> values, ReadOnlySpan<T> gradients, AdamRates rates)
    {
        _steps++;
        var correction = 1 - Math.Pow(rates.FirstDecay, _steps);
        var root = Math.Sqrt(1 - Math.Pow(rates.Options.SecondMomentDecay, _steps));
        Update(values, gradients, new Constants(
            T.CreateChecked(rates.FirstDecay), T.CreateChecked(1 - rates.FirstDecay),
            T.CreateChecked(rates.Options.SecondMomentDecay), T.CreateChecked(1 - rates.Options.SecondMomentDecay),
            T.CreateChecked(rates.LearningRate / correction), T.CreateChecked(1 / root), T.CreateChecked(rates.Options.Epsilon),
            T.CreateChecked(rates.Options.WeightDecay), T.CreateChecked(1 - (rates.LearningRate * rates.Options.DecoupledWeightDecay))));
    }

    private void Update(Span<T> values, ReadOnlySpan<T> gradients, Constants by)
    {
        var first = _first.AsSpan();
        var second = _second.AsSpan();
        var whole = values.Length - (values.Length % Vector<T>.Count);
        var epsilon = new Vector<T>(by.Epsilon);
        for (var i = 0; i < whole; i += Vector<T>.Count)
        {
            var p = new Vector<T>(values[i..]) * by.Shrink;
            var g = new Vector<T>(gradients[i..]) + (new Vector<T>(values[i..]) * by.Decay);
            var m = (new Vector<T>(first[i..]) * by.KeptFirst) + (g * by.NewFirst);
            var v = (new Vector<T>(second[i..]) * by.KeptSecond) + (g * g * by.NewSecond);
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            (p - (m * by.Rate / ((Vector.SquareRoot(v) * by.InverseRoot) + epsilon))).CopyTo(values[i..]);
        }

        for (var i = whole; i < values.Length; i++)
        {
            var g = gradients[i] + (values[i] * by.Decay);
            first[i] = (first[i] * by.KeptFirst) + (g * by.NewFirst);
            second[i] = (second[i] * by.KeptSecond) + (g * g * by.NewSecond);
            values[i] = (values[i] * by.Shrink) - (first[i] * by.Rate / ((T.Sqrt(second[i]) * by.InverseRoot) + by.Epsilon));
        }
    }

    private readonly record struct Constants(T KeptFirst, T NewFirst, T KeptSecond, T NewSecond, T Rate, T InverseRoot, T Epsilon, T Decay, T Shrink);
}
