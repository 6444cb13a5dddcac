using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>The purely spatial rival of <see cref="DeltaActivationLayer"/>: activations go on as they are, their mean magnitude is penalised, those that are not zero are counted.</summary>
/// <remarks>With weight 0 it counts and does nothing else. Penalty: weight · fan-out · mean|a|; no quantiser, no state (the L1 baseline of Yousefzadeh and Sifalakis 2021).</remarks>
public sealed class SpatialSparsity : SparseActivation
{
    private readonly double _strength;

    /// <summary>Makes a layer.</summary>
    /// <param name="weight">Weight of the penalty, not negative.</param>
    /// <param name="fanOut">Multiply-accumulates that one activation causes in the next layer, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public SpatialSparsity(double weight = 0, double fanOut = 1)
        : base(nameof(SpatialSparsity))
    {
        var options = new DeltaActivationLayerOptions { SparsityWeight = weight, FanOut = fanOut }.Validated();
        _strength = options.SparsityWeight * options.FanOut;
    }

    /// <summary>Counts and penalises a sequence.</summary>
    /// <param name="activations">[T, B, N] or [T, B, C, H, W].</param>
    /// <exception cref="ArgumentException">The sequence has another layout, or is made of bytes.</exception>
    public override SparseActivationResult forward(Tensor activations)
    {
        ActivationSequence.Of(activations, fewestSteps: 1);
        using var scope = NewDisposeScope();
        var values = activations.contiguous();
        var numbers = values.detach().AsReadOnlySpan<float>();
        var zeros = 0L;
        foreach (var number in numbers)
        {
            zeros += number == 0 ? 1 : 0;
        }

        var penalty = _strength == 0 ? tensor(0f) : values.abs().mean().Times(_strength);
        return new SparseActivationResult(values.alias().MoveToOuterDisposeScope(), penalty.MoveToOuterDisposeScope(), new ActivationCount(numbers.Length - zeros, numbers.Length));
    }
}
