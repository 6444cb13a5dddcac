using System.Numerics.Tensors;

namespace Glia.Continual;

/// <summary>Orthonormal directions of a space, collected one vector after the other by Gram-Schmidt.</summary>
/// <remarks>Each vector is orthogonalised twice, since one pass loses orthogonality where vectors are nearly dependent. Cost: vectors kept times their length, to add as to remove.</remarks>
/// <param name="width">Numbers of a vector.</param>
public sealed class OrthonormalBasis(int width)
{
    // What is left of a vector that depends on the others is rounding; single precision has seven digits.
    private const double Independent = 1e-4;

    // A block of the vector stays in the first-level cache while all directions pass by.
    private const int Block = 4096;
    private readonly List<float[]> _directions = [];
    private float[] _coefficients = [];

    /// <summary>Number of directions.</summary>
    public int Count => _directions.Count;

    /// <summary>Numbers of a vector.</summary>
    public int Width { get; } = width > 0 ? width : throw new ArgumentOutOfRangeException(nameof(width), width, "A basis needs vectors of at least one number.");

    /// <summary>A direction, of length 1.</summary>
    public ReadOnlySpan<float> this[int index] => _directions[index];

    /// <summary>Adds what a vector has that the basis has not; a vector that depends on the basis adds nothing.</summary>
    /// <returns>Whether a direction was added.</returns>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public bool Add(ReadOnlySpan<float> vector)
    {
        CheckLength(vector.Length);
        var length = Math.Sqrt(GradientProduct.Dot(vector, vector));
        if (length == 0 || !double.IsFinite(length))
        {
            return false;
        }

        var rest = new float[Width];
        TensorPrimitives.Multiply(vector, (float)(1 / length), rest);
        RemoveFrom(rest);
        RemoveFrom(rest);
        var left = Math.Sqrt(GradientProduct.Dot(rest, rest));
        if (left < Independent)
        {
            return false;
        }

        TensorPrimitives.Multiply(rest, (float)(1 / left), rest);
        _directions.Add(rest);
        return true;
    }

    /// <summary>v ← v − Σ_k ⟨v, u_k⟩ u_k: what is left is orthogonal to the basis. Cost: no allocation.</summary>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public void RemoveFrom(Span<float> vector)
    {
        CheckLength(vector.Length);
        if (_coefficients.Length < Count)
        {
            _coefficients = new float[2 * Count];
        }

        for (var k = 0; k < Count; k++)
        {
            _coefficients[k] = (float)-GradientProduct.Dot(vector, _directions[k]);
        }

        for (var first = 0; first < vector.Length; first += Block)
        {
            var part = vector[first..Math.Min(first + Block, vector.Length)];
            for (var k = 0; k < Count; k++)
            {
                TensorPrimitives.FusedMultiplyAdd(_directions[k].AsSpan(first, part.Length), _coefficients[k], part, part);
            }
        }
    }

    private void CheckLength(int length)
    {
        if (length != Width)
        {
            throw new ArgumentException($"The basis is about vectors of {Width} numbers; got {length}.");
        }
    }
}
