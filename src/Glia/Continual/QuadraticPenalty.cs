using System.Numerics;

namespace Glia.Continual;

/// <summary>A sum of quadratic penalties Σ_k Σ_i W^k_i (θ_i − θ^k_i)², kept as A = ΣW, B = ΣWθ^k and C = ΣWθ^k²: its cost does not grow with the number of tasks.</summary>
public sealed class QuadraticPenalty
{
    private readonly float[] _weight;
    private readonly float[] _pull;
    private double _constant;

    /// <summary>A penalty of zero for so many parameters.</summary>
    public QuadraticPenalty(int parameters)
    {
        _weight = new float[parameters];
        _pull = new float[parameters];
    }

    /// <summary>Whether any term was added.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Multiplies what was added so far (online EWC).</summary>
    public void Decay(float factor)
    {
        System.Numerics.Tensors.TensorPrimitives.Multiply<float>(_weight, factor, _weight);
        System.Numerics.Tensors.TensorPrimitives.Multiply<float>(_pull, factor, _pull);
        _constant *= factor;
    }

    /// <summary>Adds Σ_i weights_i (θ_i − centre_i)².</summary>
    /// <exception cref="ArgumentException">Lengths differ from the number of parameters.</exception>
    public void Add(ReadOnlySpan<float> weights, ReadOnlySpan<float> centre)
    {
        if (weights.Length != _weight.Length || centre.Length != _weight.Length)
        {
            throw new ArgumentException($"The penalty is about {_weight.Length} parameters; got {weights.Length} weights and {centre.Length} centres.");
        }

        for (var i = 0; i < weights.Length; i++)
        {
            var pull = weights[i] * centre[i];
            _weight[i] += weights[i];
            _pull[i] += pull;
            _constant += (double)pull * centre[i];
        }

        IsEmpty = false;
    }

    /// <summary>The penalty at θ, before any factor.</summary>
    public double Value(ReadOnlySpan<float> parameters)
    {
        var sum = _constant;
        for (var i = 0; i < parameters.Length; i++)
        {
            sum += ((double)_weight[i] * parameters[i] * parameters[i]) - (2.0 * _pull[i] * parameters[i]);
        }

        return sum;
    }

    /// <summary>gradient += 2·factor·(Aθ − B).</summary>
    /// <remarks>The product is rounded before the difference is taken, so that the gradient at the centre of a single term is exactly zero.</remarks>
    public void AddGradient(ReadOnlySpan<float> parameters, float factor, Span<float> gradient)
    {
        var twice = 2 * factor;
        var i = 0;
        for (; i <= gradient.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var force = (new Vector<float>(_weight.AsSpan(i)) * new Vector<float>(parameters[i..])) - new Vector<float>(_pull.AsSpan(i));
            (new Vector<float>(gradient[i..]) + (force * twice)).CopyTo(gradient[i..]);
        }

        for (; i < gradient.Length; i++)
        {
            gradient[i] += ((_weight[i] * parameters[i]) - _pull[i]) * twice;
        }
    }
}
