using System.Numerics.Tensors;

namespace Glia.Continual;

/// <summary>GEM's projection: the gradient nearest to a given one that agrees with the gradients of all memories.</summary>
/// <remarks>
/// If ⟨g, g_k⟩ &lt; 0 for some k: with G the memories' gradients row by row, the least ½ vᵀ(GGᵀ + ridge·I)v + (Gg)ᵀv for v ≥ margin gives g̃ = Gᵀv + g.
/// Source: Lopez-Paz and Ranzato 2017, equations 11 and 12, and their code (ridge, margin).
/// </remarks>
internal sealed class GradientCone(double margin, double ridge)
{
    private QuadraticProgram _program = new(0);
    private double[] _products = [];
    private double[] _agreements = [];
    private double[] _weights = [];

    /// <summary>Projects in place; returns whether anything had to be changed.</summary>
    public bool Project(Span<float> gradient, IReadOnlyList<float[]> memories)
    {
        var count = memories.Count;
        Reserve(count);
        var violated = false;
        for (var k = 0; k < count; k++)
        {
            _agreements[k] = GradientProduct.Dot(gradient, memories[k]);
            violated |= _agreements[k] < 0;
        }

        if (!violated)
        {
            return false;
        }

        for (var k = 0; k < count; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                var product = GradientProduct.Dot(memories[k], memories[l]) + (k == l ? ridge : 0);
                _products[(k * count) + l] = _products[(l * count) + k] = product;
            }
        }

        _program.Solve(_products.AsSpan(0, count * count), _agreements.AsSpan(0, count), margin, _weights.AsSpan(0, count));
        for (var k = 0; k < count; k++)
        {
            TensorPrimitives.FusedMultiplyAdd(memories[k], (float)_weights[k], gradient, gradient);
        }

        return true;
    }

    private void Reserve(int count)
    {
        if (count > _weights.Length)
        {
            _program = new QuadraticProgram(count);
            (_products, _agreements, _weights) = (new double[count * count], new double[count], new double[count]);
        }
    }
}
