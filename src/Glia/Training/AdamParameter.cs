using System.Numerics;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Training;

/// <summary>A parameter with its moments.</summary>
internal abstract class AdamParameter(Tensor parameter)
{
    protected Tensor Parameter => parameter;

    public static AdamParameter Of(Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.dtype switch
        {
            ScalarType.Float32 => new AdamParameter<float>(parameter),
            ScalarType.Float64 => new AdamParameter<double>(parameter),
            var type => throw new ArgumentException($"Adam changes parameters of Float32 or Float64; got {type} [{string.Join(", ", parameter.shape)}].", nameof(parameter)),
        };
    }

    public abstract void Step(AdamRates rates);

    public abstract void ZeroGradient();
}

/// <summary>A parameter of one precision.</summary>
internal sealed class AdamParameter<T>(Tensor parameter) : AdamParameter(parameter)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _first = new T[parameter.AsReadOnlySpan<T>().Length];
    private readonly T[] _second = new T[parameter.AsReadOnlySpan<T>().Length];
    private int _steps;

    public override void ZeroGradient()
    {
        using var scope = NewDisposeScope();
        Parameter.grad?.zero_();
    }

    public override void Step(AdamRates rates)
    {
        using var scope = NewDisposeScope();
        if (Parameter.grad is not { } gradient)
        {
            return;
        }

        // A gradient may be a strided view, such as that of a transposed product.
        var dense = gradient.contiguous();
        _steps++;
        var correction = 1 - Math.Pow(rates.FirstDecay, _steps);
        var root = Math.Sqrt(1 - Math.Pow(rates.Options.SecondMomentDecay, _steps));
        var constants = new Constants(
            T.CreateChecked(rates.FirstDecay), T.CreateChecked(1 - rates.FirstDecay),
            T.CreateChecked(rates.Options.SecondMomentDecay), T.CreateChecked(1 - rates.Options.SecondMomentDecay),
            T.CreateChecked(rates.LearningRate / correction), T.CreateChecked(1 / root), T.CreateChecked(rates.Options.Epsilon),
            T.CreateChecked(rates.Options.WeightDecay), T.CreateChecked(1 - (rates.LearningRate * rates.Options.DecoupledWeightDecay)));
        Update(Parameter.AsSpan<T>(), dense.AsReadOnlySpan<T>(), constants);
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
