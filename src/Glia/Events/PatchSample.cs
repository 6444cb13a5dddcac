using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Events;

/// <summary>A uniform sample of patches of a stream whose length is not known beforehand, each scaled to length 1.</summary>
/// <remarks>Source: algorithm R (Vitter 1985). Thread-safe: no.</remarks>
public sealed class PatchSample
{
    private readonly RandomStream _random;
    private readonly float[] _values;
    private long _seen;

    /// <summary>An empty sample.</summary>
    /// <param name="capacity">The most patches that are kept.</param>
    /// <param name="patchLength">Pixels of a patch.</param>
    /// <param name="random">Which patches are kept.</param>
    public PatchSample(int capacity, int patchLength, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patchLength, 1);
        ArgumentNullException.ThrowIfNull(random);
        (_random, _values, PatchLength) = (random, new float[checked(capacity * patchLength)], patchLength);
    }

    /// <summary>Pixels of a patch.</summary>
    public int PatchLength { get; }

    /// <summary>How many patches there are.</summary>
    public int Count => (int)Math.Min(_seen, _values.Length / PatchLength);

    /// <summary>One patch, of length 1.</summary>
    public ReadOnlySpan<float> this[int index] => _values.AsSpan(index * PatchLength, PatchLength);

    /// <summary>Offers a patch.</summary>
    /// <exception cref="ArgumentException">The patch has another length, or is 0.</exception>
    public void Add(ReadOnlySpan<float> patch)
    {
        var norm = TensorPrimitives.Norm(patch);
        if (patch.Length != PatchLength || norm == 0)
        {
            throw new ArgumentException($"A patch of this sample has {PatchLength} pixels that are not all 0; got {patch.Length}.", nameof(patch));
        }

        _seen++;
        var place = _seen <= _values.Length / PatchLength ? _seen - 1 : (long)(_random.NextDouble() * _seen);
        if (place < _values.Length / PatchLength)
        {
            TensorPrimitives.Divide(patch, norm, _values.AsSpan((int)place * PatchLength, PatchLength));
        }
    }
}
