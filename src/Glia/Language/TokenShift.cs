using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Token shift: each channel mixes its value with that of the token before, m x_t + (1 − m) x_{t−1}.</summary>
/// <remarks>As in RWKV (Peng and others 2023, arXiv 2305.13048). m is learned for each channel and starts at ½. Before a text, x is 0.</remarks>
public sealed class TokenShift : nn.Module
{
    private readonly Parameter _mix;

    /// <summary>Makes the layer.</summary>
    /// <param name="width">Channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public TokenShift(int width)
        : base(nameof(TokenShift))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Libtorch.EnsureLoaded();
        _mix = new Parameter(full(width, KeptScalar.Of(0.5)));
        RegisterComponents();
    }

    /// <summary>Mixes a sequence.</summary>
    /// <param name="input">[T, B, width].</param>
    /// <param name="before">Input of the token before the first, [1, B, width]; null for zeros.</param>
    /// <returns>The mixed sequence, and the last input, [1, B, width].</returns>
    public (Tensor Output, Tensor Last) Run(Tensor input, Tensor? before)
    {
        ArgumentNullException.ThrowIfNull(input);
        var steps = input.shape[0];
        var first = before ?? zeros(1, input.shape[1], input.shape[2]);
        var shifted = steps == 1 ? first : cat([first, input.narrow(0, 0, steps - 1)]);
        return (lerp(shifted, input, _mix), input.narrow(0, steps - 1, 1));
    }
}
