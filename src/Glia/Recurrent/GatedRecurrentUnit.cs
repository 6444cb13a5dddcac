using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Recurrent;

/// <summary>Gated recurrent unit (GRU), all time steps inside one libtorch call.</summary>
/// <remarks>
/// <para>r = σ(W_r x + b_r + U_r h + c_r); z = σ(W_z x + b_z + U_z h + c_z); n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n)); h ← (1 − z) ⊙ n + z ⊙ h.</para>
/// <para>Cho and others 2014, arXiv 1406.1078, in the form of cuDNN and PyTorch, where the reset gate multiplies the matrix product. All parameters
/// are drawn from U(−1/√H, 1/√H), PyTorch's default. Work inside a dispose scope. Thread-safe: no.</para>
/// </remarks>
public sealed class GatedRecurrentUnit : nn.Module
{
    private readonly GRU _unit;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="units">H.</param>
    /// <param name="random">Source of the initial parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public GatedRecurrentUnit(int inputs, int units, RandomStream random)
        : base(nameof(GatedRecurrentUnit))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        (Inputs, Units) = (inputs, units);
        _unit = nn.GRU(inputs, units);
        var bound = (float)(1 / Math.Sqrt(units));
        foreach (var (name, parameter) in _unit.named_parameters())
        {
            random.Child(name).FillUniform(parameter.AsSpan<float>(), -bound, bound);
        }

        RegisterComponents();
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>H.</summary>
    public int Units { get; }

    /// <summary>Runs a sequence.</summary>
    /// <param name="input">[T, B, inputs].</param>
    /// <param name="state">h before the first step, [1, B, H]; null for zeros.</param>
    /// <returns>h at every step, [T, B, H], and after the last, [1, B, H].</returns>
    /// <exception cref="ArgumentException">The input has another shape.</exception>
    public (Tensor Output, Tensor State) Run(Tensor input, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.shape is not [_, _, var inputs] || inputs != Inputs)
        {
            throw new ArgumentException($"A GRU of {Inputs} inputs takes [T, B, {Inputs}]; got [{string.Join(", ", input.shape)}].", nameof(input));
        }

        return _unit.call(input, state);
    }
}
