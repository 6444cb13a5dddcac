using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Training;

/// <summary>Batch normalisation of sequences: statistics of each channel over time and batch, one fused pass forward and one backward.</summary>
/// <remarks>
/// <para>y = γ(x − μ)/√(σ² + ε) + β; training takes μ and σ² of the batch (biased variance) and follows them with running ones (unbiased variance); evaluation takes the running ones.
/// Defaults and results are those of torch's BatchNorm1d on [T·B, C]. Ioffe and Szegedy 2015, arXiv 1502.03167.</para>
/// <para>Padding at the ends of sequences enters the statistics. Single precision. Thread-safe: no.</para>
/// </remarks>
public sealed class BatchNormalization : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-5;
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private long _batches;

    /// <summary>Makes a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="momentum">Weight of a batch in the running statistics, in (0, 1]. Default 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public BatchNormalization(int channels, double momentum = 0.1)
        : base(nameof(BatchNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (!(momentum > 0 && momentum <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, $"The momentum must be in (0, 1]; got {momentum}.");
        }

        Libtorch.EnsureLoaded();
        (Channels, Momentum) = (channels, momentum);
        (_scale, _shift) = (new Parameter(ones(channels)), new Parameter(zeros(channels)));
        RunningMean = new double[channels];
        RunningVariance = [.. Enumerable.Repeat(1.0, channels)];
        register_parameter("weight", _scale);
        register_parameter("bias", _shift);
    }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>Weight of a batch in the running statistics.</summary>
    public double Momentum { get; }

    /// <summary>γ, [C].</summary>
    public Parameter Scale => _scale;

    /// <summary>β, [C].</summary>
    public Parameter Shift => _shift;

    /// <summary>Running mean of each channel, to read and to write.</summary>
    public double[] RunningMean { get; }

    /// <summary>Running variance of each channel, to read and to write.</summary>
    public double[] RunningVariance { get; }

    /// <summary>How the running statistics follow. Default exponential.</summary>
    public StatisticsAveraging Averaging { get; set; } = StatisticsAveraging.Exponential;

    /// <summary>Forgets the running statistics; with <see cref="StatisticsAveraging.Cumulative"/> the next training passes estimate them anew.</summary>
    public void ResetStatistics()
    {
        Array.Clear(RunningMean);
        Array.Fill(RunningVariance, 1);
        _batches = 0;
    }

    /// <summary>Normalises [T, B, C] or [N, C].</summary>
    /// <exception cref="ArgumentException">The last dimension is not C, the input is not Float32, or there are fewer than two rows to take statistics of.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var size = input.shape;
        if (size.Length < 2 || size[^1] != Channels || input.dtype != ScalarType.Float32)
        {
            throw new ArgumentException($"This layer takes Float32 [T, B, {Channels}]; got {input.dtype} [{string.Join(", ", size)}].", nameof(input));
        }

        var rows = checked((int)(input.numel() / Channels));
        if (training && rows < 2)
        {
            throw new ArgumentException($"Statistics need at least two rows (steps × samples); got {rows}. Call eval() to use the running statistics.", nameof(input));
        }

        using var scope = NewDisposeScope();
        var values = input.contiguous();
        var statistics = training ? BatchStatistics.Of(values.AsReadOnlySpan<float>(), Channels, Epsilon) : BatchStatistics.Fixed(RunningMean, RunningVariance, Epsilon);
        if (training)
        {
            Follow(statistics, rows);
        }

        var output = is_grad_enabled()
            ? BatchNormalizationFunction.apply(values, _scale, _shift, statistics)
            : BatchNormalizationFunction.Forward(values, _scale, _shift, statistics);
        return output.MoveToOuterDisposeScope();
    }

    private void Follow(BatchStatistics batch, int rows)
    {
        _batches++;
        var share = Averaging == StatisticsAveraging.Cumulative ? 1.0 / _batches : Momentum;
        for (var channel = 0; channel < Channels; channel++)
        {
            RunningMean[channel] += share * (batch.Mean[channel] - RunningMean[channel]);
            RunningVariance[channel] += share * ((batch.Variance[channel] * rows / (rows - 1)) - RunningVariance[channel]);
        }
    }
}
