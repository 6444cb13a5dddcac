using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Glia.Conversion;

/// <summary>An activation with L positive levels up to a learned ceiling λ, which an integrate-and-fire neuron of threshold λ reproduces.</summary>
/// <remarks>
/// <para>y = λ/L · clip(⌊x·L/λ + ½⌋, 0, L). With q = λ/L this is LSQ's q·round(clip(x/q, 0, L)).</para>
/// <para>Gradients, with c = x/q: to x it is passed on where 0 &lt; c &lt; L. To q it is round(c) − c there, L where c ≥ L, 0 where
/// c ≤ 0, summed over elements; times 1/√(n·L) for <see cref="ActivationRule.Lsq"/> with n elements. To λ it is that of q over L.</para>
/// <para>The published code of Dynamic Confidence drops the term of the saturated elements; here it is kept, as in LSQ itself.</para>
/// </remarks>
public sealed class QuantizedActivation : IFeedforwardLayer
{
    private readonly float[] _parameter;

    private QuantizedActivation(string name, int size, int levels, ActivationRule rule, float parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(levels);
        (Name, Inputs, Levels, Rule, _parameter) = (name, size, levels, rule, [parameter]);
        RequirePositive(parameter);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>L, the number of positive levels.</summary>
    public int Levels { get; }

    /// <summary>What is learned.</summary>
    public ActivationRule Rule { get; }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Outputs => Inputs;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameter;

    /// <inheritdoc/>
    public int Weights => 0;

    /// <summary>λ, the largest output.</summary>
    public float Ceiling
    {
        get => Rule == ActivationRule.Qcfs ? _parameter[0] : _parameter[0] * Levels;
        set => _parameter[0] = RequirePositive(Rule == ActivationRule.Qcfs ? value : value / Levels);
    }

    /// <summary>An activation that learns its ceiling.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="size">Number of units.</param>
    /// <param name="levels">L.</param>
    /// <param name="ceiling">The first λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static QuantizedActivation Qcfs(string name, int size, int levels, float ceiling) => new(name, size, levels, ActivationRule.Qcfs, ceiling);

    /// <summary>An activation that learns its step.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="size">Number of units.</param>
    /// <param name="levels">L; 2^b − 1 for b bits.</param>
    /// <param name="step">The first q.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static QuantizedActivation Lsq(string name, int size, int levels, float step) => new(name, size, levels, ActivationRule.Lsq, step);

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        var step = Ceiling / Levels;
        var (wide, highest, half) = (Vector512.Create(step), Vector512.Create((float)Levels), Vector512.Create(0.5f));
        var i = 0;
        for (; i <= input.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var level = Vector512.Floor((Vector512.Create(input[i..]) / wide) + half);
            (wide * Vector512.Min(Vector512.Max(level, Vector512<float>.Zero), highest)).CopyTo(output[i..]);
        }

        for (; i < input.Length; i++)
        {
            output[i] = step * Math.Clamp(MathF.Floor((input[i] / step) + 0.5f), 0, Levels);
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient)
    {
        var step = Ceiling / Levels;
        var (wide, highest, half) = (Vector512.Create(step), Vector512.Create((float)Levels), Vector512.Create(0.5f));
        var sums = Vector512<float>.Zero;
        var i = 0;
        for (; i <= input.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var (c, error) = (Vector512.Create(input[i..]) / wide, Vector512.Create(outputError[i..]));
            var (saturated, passes) = (Vector512.GreaterThanOrEqual(c, highest), Vector512.GreaterThan(c, Vector512<float>.Zero));
            passes = Vector512.AndNot(passes, saturated);
            sums += error * ((passes & (Vector512.Floor(c + half) - c)) | (saturated & highest));
            if (!inputError.IsEmpty)
            {
                (passes & error).CopyTo(inputError[i..]);
            }
        }

        var sum = Vector512.Sum(sums);
        for (; i < input.Length; i++)
        {
            var c = input[i] / step;
            var passes = c > 0 && c < Levels;
            sum += outputError[i] * (passes ? MathF.Floor(c + 0.5f) - c : c >= Levels ? Levels : 0);
            if (!inputError.IsEmpty)
            {
                inputError[i] = passes ? outputError[i] : 0;
            }
        }

        gradient[0] += sum * (Rule == ActivationRule.Qcfs ? 1f / Levels : 1 / MathF.Sqrt((float)Inputs * Levels));
    }

    /// <summary>Sets λ by what goes in: q = 2·mean|x|/√L, the start that LSQ proposes.</summary>
    /// <exception cref="ArgumentException">All inputs are zero, or one is no finite number.</exception>
    public void FitCeiling(ReadOnlySpan<float> inputs)
    {
        var mean = TensorPrimitives.SumOfMagnitudes(inputs) / inputs.Length;
        Ceiling = mean > 0 && float.IsFinite(mean) ? 2 * mean * MathF.Sqrt(Levels)
            : throw new ArgumentException($"{Name}: the ceiling cannot be set from inputs whose mean size is {mean}.", nameof(inputs));
    }

    private float RequirePositive(float value) => value > 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Name}: the ceiling or step of an activation must be a positive number.");
}
