using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>The delta activation layer: quantises activations with a learned step and penalises what changes from frame to frame, so that a network learns to have little to send.</summary>
/// <remarks>
/// <para>Q(x) = round(x/q)·q, half to even, q = |θ|. The penalty is weight · fan-out · mean|Q_t − Q_(t+1)| over t = 1 … T − 1, batch and units; the first frame counts neither there nor in
/// <see cref="SparseActivationResult.Count"/>. Gradients: ∂Q/∂x = 1 (straight through); ∂Q/∂q by <see cref="StepGradient"/>, the published default with its sign turned.</para>
/// <para>Yousefzadeh and Sifalakis 2021, arXiv 2107.07305. A bias and the non-linearity go before this layer, pooling may follow it. One fused pass forward and one backward; the
/// output and, for <see cref="StepGradient.Lsq"/>, the input are kept.</para>
/// </remarks>
public sealed class DeltaActivationLayer : SparseActivation
{
    private readonly Parameter _threshold;

    /// <summary>Makes a layer whose steps are all the first one.</summary>
    /// <param name="channels">C, or the number of units where there are no places.</param>
    /// <param name="places">H·W; 1 where there are no places.</param>
    /// <param name="options">Constants; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or a constant is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public DeltaActivationLayer(int channels, int places = 1, DeltaActivationLayerOptions? options = null)
        : base(nameof(DeltaActivationLayer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(places);
        Options = (options ?? new DeltaActivationLayerOptions()).Validated();
        (Channels, Places) = (channels, places);
        Libtorch.EnsureLoaded();
        var count = Options.Granularity switch
        {
            StepGranularity.Layer => 1,
            StepGranularity.Channel => channels,
            _ => channels * places,
        };
        _threshold = new Parameter(full([count], KeptScalar.Of(Options.InitialStep), ScalarType.Float32), Options.TrainStep);
        _ = _threshold.DetachFromDisposeScope();
        register_parameter("threshold", _threshold);
    }

    /// <summary>The constants that the layer was made with.</summary>
    public DeltaActivationLayerOptions Options { get; }

    /// <summary>C, or the number of units.</summary>
    public int Channels { get; }

    /// <summary>H·W, or 1.</summary>
    public int Places { get; }

    /// <summary>θ, whose magnitude is the step: one number, one a channel or one a unit.</summary>
    public Parameter Threshold => _threshold;

    /// <summary>The steps q as they are now, in the layout of <see cref="Threshold"/>.</summary>
    public float[] Steps() => Array.ConvertAll(_threshold.detach().AsReadOnlySpan<float>().ToArray(), Math.Abs);

    /// <summary>Quantises a sequence.</summary>
    /// <param name="activations">[T, B, N] or [T, B, C, H, W]; at least two frames.</param>
    /// <returns>Output, penalty, and how many of the changes are not zero.</returns>
    /// <exception cref="ArgumentException">The sequence has one frame, another layout, other units, or is made of bytes; the message has both shapes.</exception>
    /// <exception cref="ArithmeticException">A step is zero or no number.</exception>
    public override SparseActivationResult forward(Tensor activations)
    {
        var sequence = ActivationSequence.Of(activations, fewestSteps: 2);
        if (sequence.Channels != Channels || sequence.Places != Places)
        {
            var wanted = Places == 1 ? $"[T, B, {Channels}]" : $"[T, B, {Channels}, H, W] with H·W = {Places}";
            throw new ArgumentException($"This layer takes {wanted}, time first; got [{string.Join(", ", activations.shape)}].", nameof(activations));
        }

        using var scope = NewDisposeScope();
        var values = (Options.SumsInput ? activations.cumsum(0) : activations).contiguous();
        var call = new QuantizationCall(sequence, Options.StepGradient);
        var graded = is_grad_enabled() && (values.requires_grad || _threshold.requires_grad);
        var outputs = graded ? QuantizationFunction.apply([values, _threshold, call]) : call.Forward(values, _threshold);
        var penalty = outputs[1].Times(Options.SparsityWeight * Options.FanOut);
        var output = Options.Output switch
        {
            DeltaOutput.Levels => outputs[0],
            DeltaOutput.Deltas => TemporalDifference.Of(outputs[0]),
            _ => TemporalDifference.WithoutFirst(outputs[0]),
        };
        return new SparseActivationResult(output.MoveToOuterDisposeScope(), penalty.MoveToOuterDisposeScope(), call.Count);
    }

    /// <summary>Q(x) with the straight-through gradient, without a layer: round(x/q)·q, half to even.</summary>
    /// <param name="x">[T, B, N] or [T, B, C, H, W].</param>
    /// <param name="threshold">θ with q = |θ|: one number, C, or one a unit.</param>
    /// <param name="gradient">The derivative by the step.</param>
    /// <exception cref="ArgumentException">The layout is another, or the number of steps fits none.</exception>
    /// <exception cref="ArithmeticException">A step is zero or no number.</exception>
    public static Tensor QuantizeStraightThrough(Tensor x, Tensor threshold, StepGradient gradient = StepGradient.Flipped)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        var sequence = ActivationSequence.Of(x, fewestSteps: 1);
        using var scope = NewDisposeScope();
        var call = new QuantizationCall(sequence, gradient);
        var graded = is_grad_enabled() && (x.requires_grad || threshold.requires_grad);
        var outputs = graded ? QuantizationFunction.apply([x.contiguous(), threshold, call]) : call.Forward(x.contiguous(), threshold);
        return outputs[0].MoveToOuterDisposeScope();
    }
}
