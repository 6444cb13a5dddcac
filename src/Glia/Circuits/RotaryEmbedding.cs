using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Turns queries and keys by their positions; angles are computed as far as texts go.</summary>
internal sealed class RotaryEmbedding(RotaryOptions options, int headSize, ScalarType type) : IDisposable
{
    private const int LeastPositions = 256;
    private readonly double[] _frequencies = options.Frequencies(headSize);
    private Tensor? _cosine;
    private Tensor? _sine;

    /// <summary>Turns [B, T, heads, d_h], whose first position is <paramref name="first"/>.</summary>
    public Tensor Turn(Tensor input, long first)
    {
        Reserve(first + input.shape[1]);
        var (cosine, sine) = (_cosine!.narrow(0, first, input.shape[1]), _sine!.narrow(0, first, input.shape[1]));
        if (options.Layout == RotaryLayout.Half)
        {
            var half = input.shape[3] / 2;
            var (left, right) = (input.narrow(3, 0, half), input.narrow(3, half, half));
            return cat([(left * cosine) - (right * sine), (right * cosine).Plus(left * sine)], 3);
        }

        var pairs = input.reshape(input.shape[0], input.shape[1], input.shape[2], -1, 2);
        var (even, odd) = (pairs.select(4, 0), pairs.select(4, 1));
        return stack([(even * cosine) - (odd * sine), (odd * cosine).Plus(even * sine)], 4).reshape(input.shape);
    }

    public void Dispose()
    {
        _cosine?.Dispose();
        _sine?.Dispose();
    }

    private void Reserve(long positions)
    {
        if (_cosine is not null && _cosine.shape[0] >= positions)
        {
            return;
        }

        Dispose();
        var count = (int)long.Max(LeastPositions, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)positions));
        _cosine = Table(count, Math.Cos);
        _sine = Table(count, Math.Sin);
    }

    // [positions, 1, d_h/2]: positions meet the second dimension of [B, T, heads, d_h/2].
    private Tensor Table(int positions, Func<double, double> function)
    {
        using var scope = NewDisposeScope();
        var values = new double[positions * _frequencies.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = function(i / _frequencies.Length * _frequencies[i % _frequencies.Length]);
        }

        return tensor(values).view(positions, 1, _frequencies.Length).to_type(type).DetachFromDisposeScope();
    }
}
