using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Time mixing of RWKV-4: a decaying average of values, weighted by keys, behind a gate.</summary>
/// <remarks>
/// <para>o = W_o(σ(r) ⊙ y), y_t = (Σ_{s&lt;t} e^(−(t−1−s)w + k_s) v_s + e^(u + k_t) v_t) / (the same without v); r, k and v are linear in token-shifted inputs,
/// w &gt; 0 and u learned for each channel. Peng and others 2023, arXiv 2305.13048, equations 11 to 16; one fused pass over all steps.</para>
/// <para>No gradient passes through the state: windows are cut from each other. Work inside a dispose scope.</para>
/// </remarks>
public sealed class RwkvTimeMix : nn.Module
{
    internal const int StateTensors = 2;
    private readonly TokenShift[] _shifts;
    private readonly Parameter[] _weights;
    private readonly Parameter _output;
    private readonly Parameter _decay;
    private readonly Parameter _bonus;

    /// <summary>Makes the layer. Decays are spread over the channels as in RWKV-4, w from e^−5 to e^3.</summary>
    /// <param name="width">d.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public RwkvTimeMix(int width, RandomStream random)
        : base(nameof(RwkvTimeMix))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        _shifts = [new TokenShift(width), new TokenShift(width), new TokenShift(width)];
        using var scope = NewDisposeScope();
        Parameter Weight(string name) => new(TensorInitialization.LinearWeight(random.Child(name), width, width).ScaleInPlace(SpikingBlock.InputGain));
        _weights = [Weight("gate"), Weight("key"), Weight("value")];
        _output = Weight("output");
        _decay = new Parameter(tensor(Enumerable.Range(0, width).Select(c => (float)(-5 + (8 * Math.Pow(c / Math.Max(1.0, width - 1), 0.7)))).ToArray()));
        _bonus = new Parameter(full(width, KeptScalar.Of(Math.Log(0.3))));
        foreach (var (name, i) in new[] { "gate", "key", "value" }.Select((name, i) => (name, i)))
        {
            register_module($"{name} shift", _shifts[i]);
            register_parameter(name, _weights[i]);
        }

        register_parameter("output", _output);
        register_parameter("decay", _decay);
        register_parameter("bonus", _bonus);
        scope.Detach(parameters());
    }

    /// <summary>Runs a sequence.</summary>
    /// <param name="input">[T, B, d].</param>
    /// <param name="state">The two state tensors after the token before; null at the start of a text.</param>
    /// <returns>The output [T, B, d], and the last input [1, B, d] and sums [3, B, d] after the last token.</returns>
    public (Tensor Output, IReadOnlyList<Tensor> State) Run(Tensor input, IReadOnlyList<Tensor>? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (batch, width) = (input.shape[1], input.shape[2]);
        var mixed = new Tensor[3];
        var last = input;
        for (var i = 0; i < mixed.Length; i++)
        {
            (var shifted, last) = _shifts[i].Run(input, state?[0]);
            mixed[i] = nn.functional.linear(shifted, _weights[i]).contiguous();
        }

        var sums = state?[1].detach().clone() ?? Empty(batch, width);
        Tensor[] inputs = [mixed[1], mixed[2], _decay.exp(), _bonus.alias(), sums];
        var average = is_grad_enabled() ? WeightedKeyValueFunction.apply([.. inputs]) : WeightedKeyValueFunction.Run(inputs);
        return (nn.functional.linear(mixed[0].sigmoid().mul(average), _output), [last, sums]);
    }

    private static Tensor Empty(long batch, long width)
    {
        var state = zeros(3, batch, width);
        state[2].fill_(KeptScalar.Of(WeightedKeyValueKernel<double>.Nothing));
        return state;
    }
}
