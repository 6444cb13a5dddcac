using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Glia.Random;

/// <summary>A stream of random numbers that is fixed by a seed and a name, on any machine and for any number of threads.</summary>
/// <remarks>
/// <para>Philox 4x32-10 counts upwards under a key and an upper counter half that are the first 128 bits of SHA-256("seed/name").
/// Streams of different names are independent; the same (seed, name) gives the same numbers for ever.</para>
/// <para>Thread-safe: no. Give each thread its own <see cref="Child"/>.</para>
/// </remarks>
public sealed class RandomStream
{
    private const double MostPoissonMean = 16;

    private readonly (uint A, uint B) _key;
    private readonly (uint C, uint D) _upperCounter;
    private ulong _block;
    private (uint A, uint B, uint C, uint D) _words;
    private int _nextWord = 4;
    private double _spareGaussian = double.NaN;

    /// <summary>Opens the stream of a seed and a name, at its beginning.</summary>
    /// <param name="seed">The seed, any value.</param>
    /// <param name="name">What the numbers are for, such as <c>init</c>, <c>data</c> or <c>noise</c>.</param>
    public RandomStream(long seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Seed = seed;
        Name = name;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{name}")), hash);
        _key = (BinaryPrimitives.ReadUInt32LittleEndian(hash), BinaryPrimitives.ReadUInt32LittleEndian(hash[4..]));
        _upperCounter = (BinaryPrimitives.ReadUInt32LittleEndian(hash[8..]), BinaryPrimitives.ReadUInt32LittleEndian(hash[12..]));
    }

    /// <summary>The seed that the stream was opened with.</summary>
    public long Seed { get; }

    /// <summary>The name that the stream was opened with; a child's name is <c>parent/child</c>.</summary>
    public string Name { get; }

    /// <summary>Opens an independent stream under this one's name; how far this stream was read does not matter.</summary>
    public RandomStream Child(string name) => new(Seed, Name + "/" + name);

    /// <summary>Returns 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_nextWord == 4)
        {
            _words = Philox.Block(((uint)_block, (uint)(_block >> 32), _upperCounter.C, _upperCounter.D), _key);
            _block++;
            _nextWord = 0;
        }

        return _nextWord++ switch { 0 => _words.A, 1 => _words.B, 2 => _words.C, _ => _words.D };
    }

    /// <summary>Returns 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>Returns a uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a uniform number in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1.0f / (1 << 24));

    /// <summary>Returns a uniform integer in [0, <paramref name="bound"/>), without bias (Lemire's method).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            var rejected = (0u - range) % range;
            while ((uint)product < rejected)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Returns a number from the Poisson distribution (inversion; the time it takes grows with the mean).</summary>
    /// <param name="mean">The mean, not negative and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative or not finite.</exception>
    public long NextPoisson(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a Poisson distribution must be finite.");
        }

        // A sum of Poisson numbers is one: parts keep exp(−mean) far above the smallest double.
        long count = 0;
        for (var left = mean; left > 0; left -= MostPoissonMean)
        {
            var part = Math.Min(left, MostPoissonMean);
            var probability = Math.Exp(-part);
            var (uniform, number) = (NextDouble(), 0);
            for (var sum = probability; uniform >= sum && probability > 0; sum += probability)
            {
                probability *= part / ++number;
            }

            count += number;
        }

        return count;
    }

    /// <summary>Returns a number from the normal distribution with mean 0 and variance 1 (Box–Muller, both values used).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareGaussian = radius * sine;
        return radius * cosine;
    }

    /// <summary>Fills the span with uniform numbers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public void FillUniform(Span<float> destination, float low, float high)
    {
        foreach (ref var value in destination)
        {
            value = low + ((high - low) * NextSingle());
        }
    }

    /// <summary>Fills the span with normal numbers of the given mean and standard deviation.</summary>
    public void FillGaussian(Span<float> destination, float mean, float standardDeviation)
    {
        foreach (ref var value in destination)
        {
            value = (float)(mean + (standardDeviation * NextGaussian()));
        }
    }

    /// <summary>Puts the items into a uniformly random order (Fisher–Yates, from the last item down).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Returns a uniformly random permutation of 0 … <paramref name="length"/>−1.</summary>
    public int[] Permutation(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var items = new int[length];
        for (var i = 0; i < length; i++)
        {
            items[i] = i;
        }

        Shuffle(items.AsSpan());
        return items;
    }
}
