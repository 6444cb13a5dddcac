using System.Numerics;
using System.Runtime.Intrinsics;
using Glia.Networks;

namespace Glia.Events;

/// <summary>The prototypes of N features, and their products with a patch, several features at once.</summary>
/// <remarks>
/// <para>[pixels, N]: a vector holds one pixel of several features, so that a product needs no sum across a vector, and pixels of the patch that are 0 (many, on a
/// sparse surface) are skipped without changing a bit. Each product is summed over pixels in one order, whatever the vector width.</para>
/// <para>Thread-safe: no.</para>
/// </remarks>
internal sealed unsafe class PatchTable
{
    // Features are filled up to a multiple of these with zeros; at least one vector on any processor.
    private const int Lanes = 16;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _products;
    private readonly AlignedBuffer _values;
    private readonly int[] _places;

    public PatchTable(int count, int length)
    {
        (Count, Length) = (count, length);
        Stride = (count + Lanes - 1) / Lanes * Lanes;
        _weights = new AlignedBuffer(checked(length * Stride));
        _products = new AlignedBuffer(Stride);
        _values = new AlignedBuffer(length + Lanes);
        _places = new int[length];
    }

    /// <summary>How many features there are.</summary>
    public int Count { get; }

    /// <summary>Pixels of a patch.</summary>
    public int Length { get; }

    /// <summary>Features with those that fill them up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>The products of the last patch, one a feature.</summary>
    public ReadOnlySpan<float> Products => _products.Span;

    /// <summary>A pixel of a feature's prototype.</summary>
    public ref float this[int feature, int pixel] => ref _weights.Span[(pixel * Stride) + feature];

    /// <summary>Copies a feature's prototype.</summary>
    public void CopyTo(int feature, Span<float> destination)
    {
        for (var pixel = 0; pixel < Length; pixel++)
        {
            destination[pixel] = this[feature, pixel];
        }
    }

    /// <summary>The product of every prototype with a patch, into <see cref="Products"/>.</summary>
    /// <returns>Squared length of the patch.</returns>
    /// <exception cref="ArgumentException">The patch has another length, or is 0.</exception>
    public float Multiply(ReadOnlySpan<float> patch)
    {
        if (patch.Length != Length)
        {
            throw new ArgumentException($"A patch of these features has {Length} pixels; got {patch.Length}.", nameof(patch));
        }

        var (count, squares) = Gather(patch);
        if (!(squares > 0 && float.IsFinite(squares)))
        {
            throw new ArgumentException("A patch must hold a number other than 0, and none that is not finite.", nameof(patch));
        }

        var (first, width) = (0, Vector<float>.Count);
        for (; first + (8 * width) <= Stride; first += 8 * width)
        {
            MultiplyEight(first, count);
        }

        for (; first + (4 * width) <= Stride; first += 4 * width)
        {
            MultiplyFour(first, count);
        }

        for (; first < Stride; first += width)
        {
            MultiplyOne(first, count);
        }

        return squares;
    }

    /// <summary>prototype ← keep · prototype + add · patch.</summary>
    public void Blend(int feature, float keep, float add, ReadOnlySpan<float> patch)
    {
        var weight = _weights.Pointer + feature;
        foreach (var value in patch)
        {
            *weight = MathF.FusedMultiplyAdd(keep, *weight, add * value);
            weight += Stride;
        }
    }

    // Where the patch is not 0, and what it is there.
    private (int Count, float Squares) Gather(ReadOnlySpan<float> patch)
    {
        var values = _values.Pointer;
        var count = 0;
        for (var pixel = 0; pixel < patch.Length; pixel++)
        {
            var value = patch[pixel];
            values[count] = value;
            _places[count] = pixel * Stride;
            count += value != 0 ? 1 : 0;
        }

        new Span<float>(values + count, Lanes).Clear();
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < count; i += Lanes)
        {
            var (left, right) = (Vector256.Load(values + i), Vector256.Load(values + i + (Lanes / 2)));
            even = Vector256.FusedMultiplyAdd(left, left, even);
            odd = Vector256.FusedMultiplyAdd(right, right, odd);
        }

        return (count, Vector256.Sum(even + odd));
    }

    private void MultiplyEight(int first, int count)
    {
        var values = _values.Pointer;
        var width = Vector<float>.Count;
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var i = 0; i < count; i++)
        {
            var value = new Vector<float>(values[i]);
            var weights = _weights.Pointer + first + _places[i];
            s0 = Vector.FusedMultiplyAdd(value, Vector.Load(weights), s0);
            s1 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + width), s1);
            s2 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (2 * width)), s2);
            s3 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (3 * width)), s3);
            s4 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (4 * width)), s4);
            s5 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (5 * width)), s5);
            s6 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (6 * width)), s6);
            s7 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (7 * width)), s7);
        }

        var products = _products.Pointer + first;
        Vector.Store(s0, products);
        Vector.Store(s1, products + width);
        Vector.Store(s2, products + (2 * width));
        Vector.Store(s3, products + (3 * width));
        Vector.Store(s4, products + (4 * width));
        Vector.Store(s5, products + (5 * width));
        Vector.Store(s6, products + (6 * width));
        Vector.Store(s7, products + (7 * width));
    }

    private void MultiplyFour(int first, int count)
    {
        var values = _values.Pointer;
        var width = Vector<float>.Count;
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var i = 0; i < count; i++)
        {
            var value = new Vector<float>(values[i]);
            var weights = _weights.Pointer + first + _places[i];
            s0 = Vector.FusedMultiplyAdd(value, Vector.Load(weights), s0);
            s1 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + width), s1);
            s2 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (2 * width)), s2);
            s3 = Vector.FusedMultiplyAdd(value, Vector.Load(weights + (3 * width)), s3);
        }

        var products = _products.Pointer + first;
        Vector.Store(s0, products);
        Vector.Store(s1, products + width);
        Vector.Store(s2, products + (2 * width));
        Vector.Store(s3, products + (3 * width));
    }

    private void MultiplyOne(int first, int count)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < count; i++)
        {
            sum = Vector.FusedMultiplyAdd(new Vector<float>(_values.Pointer[i]), Vector.Load(_weights.Pointer + first + _places[i]), sum);
        }

        Vector.Store(sum, _products.Pointer + first);
    }
}
