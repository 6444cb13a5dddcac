using Glia.Networks;
using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>A continuous-time recurrent network of rate units in discrete steps, without biases; its parameters lie in one flat buffer.</summary>
/// <remarks>
/// <para>h_t = f((1 − a) h_{t−1} + a (W_in x_t + W h_{t−1})), y_t = W_out h_t, h_0 = 0, a = Δt/τ.</para>
/// <para>In the form of Liu et al. 2024, arXiv 2310.08513. Training and evaluation go through a <see cref="CtRnnWorkspace"/>. Thread-safe: no.</para>
/// </remarks>
public sealed class CtRnn
{
    /// <summary>Rows of a weight matrix are filled up with zeros to a multiple of this, for kernels that take so many at once.</summary>
    private const int RowBlock = 4;

    private readonly CtRnnOptions _options;

    /// <summary>Makes a network with given recurrent weights; input and output weights are uniform in ±1/√(number of inputs), PyTorch's default.</summary>
    /// <param name="options">Sizes and time constants.</param>
    /// <param name="recurrent">W, [N, N]: a row for each unit that receives.</param>
    /// <param name="random">Source of W_in and W_out, which have children of this stream each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or a time constant is out of range.</exception>
    /// <exception cref="ArgumentException">The recurrent weights have another shape, or one of them is not finite.</exception>
    public CtRnn(CtRnnOptions options, Matrix<double> recurrent, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(recurrent);
        ArgumentNullException.ThrowIfNull(random);
        _options = options.Validated();
        UnitStride = MultilayerPerceptron.Padded(options.Units);
        OutputStride = MultilayerPerceptron.Padded(options.Outputs);
        RecurrentOffset = (options.Inputs + RowBlock - 1) / RowBlock * RowBlock * UnitStride;
        ReadoutOffset = RecurrentOffset + (UnitStride * UnitStride);
        Buffer = new AlignedBuffer(ReadoutOffset + (UnitStride * OutputStride));
        Fill(random.Child("input weights"), 0, options.Inputs, options.Units, UnitStride);
        Fill(random.Child("output weights"), ReadoutOffset, options.Units, options.Outputs, OutputStride);
        RecurrentWeights = recurrent;
    }

    /// <summary>Sizes and time constants.</summary>
    public CtRnnOptions Options => _options;

    /// <summary>All parameters: W_in from input to unit, W from unit to unit, W_out from unit to output, rows filled up with zeros, which stay zero.</summary>
    public Span<float> Parameters => Buffer.Span;

    /// <summary>A copy of W, [N, N]: a row for each unit that receives.</summary>
    /// <exception cref="ArgumentException">Weights that are set have another shape, or one of them is not finite.</exception>
    public Matrix<double> RecurrentWeights
    {
        get => Matrix<double>.Build.Dense(_options.Units, _options.Units, (to, from) => Parameters[RecurrentOffset + (from * UnitStride) + to]);
        set
        {
            Require(value, _options.Units, _options.Units, "recurrent");
            Write(value, RecurrentOffset, UnitStride);
        }
    }

    /// <summary>A copy of W_in, [N, I].</summary>
    /// <exception cref="ArgumentException">Weights that are set have another shape, or one of them is not finite.</exception>
    public Matrix<double> InputWeights
    {
        get => Matrix<double>.Build.Dense(_options.Units, _options.Inputs, (to, from) => Parameters[(from * UnitStride) + to]);
        set
        {
            Require(value, _options.Units, _options.Inputs, "input");
            Write(value, 0, UnitStride);
        }
    }

    /// <summary>A copy of W_out, [O, N].</summary>
    /// <exception cref="ArgumentException">Weights that are set have another shape, or one of them is not finite.</exception>
    public Matrix<double> OutputWeights
    {
        get => Matrix<double>.Build.Dense(_options.Outputs, _options.Units, (to, from) => Parameters[ReadoutOffset + (from * OutputStride) + to]);
        set
        {
            Require(value, _options.Outputs, _options.Units, "output");
            Write(value, ReadoutOffset, OutputStride);
        }
    }

    internal AlignedBuffer Buffer { get; }

    /// <summary>Numbers from the weights of one unit to those of the next.</summary>
    internal int UnitStride { get; }

    internal int OutputStride { get; }

    internal int RecurrentOffset { get; }

    internal int ReadoutOffset { get; }

    private void Fill(RandomStream random, int offset, int from, int to, int stride)
    {
        var bound = 1 / MathF.Sqrt(from);
        for (var row = 0; row < from; row++)
        {
            random.FillUniform(Parameters.Slice(offset + (row * stride), to), -bound, bound);
        }
    }

    private void Write(Matrix<double> weights, int offset, int stride)
    {
        foreach (var (to, from, weight) in weights.EnumerateIndexed())
        {
            Parameters[offset + (from * stride) + to] = (float)weight;
        }
    }

    private static void Require(Matrix<double> weights, int rows, int columns, string name)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.RowCount != rows || weights.ColumnCount != columns)
        {
            throw new ArgumentException($"The {name} weights must be [{rows}, {columns}], a row for each unit that receives; got [{weights.RowCount}, {weights.ColumnCount}].", nameof(weights));
        }

        if (weights.EnumerateIndexed().FirstOrDefault(entry => !double.IsFinite(entry.Item3)) is { Item3: not 0 } bad)
        {
            throw new ArgumentException(FormattableString.Invariant($"The {name} weight to {bad.Item1} from {bad.Item2} is {bad.Item3}; weights must be finite."), nameof(weights));
        }
    }
}
