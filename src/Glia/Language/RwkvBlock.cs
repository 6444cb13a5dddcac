using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>One block in the manner of SpikeGPT: RWKV's time mixing and channel mixing, each followed by spiking neurons.</summary>
/// <remarks>
/// <para>u = x + spikes(time mix(LN x)); x' = u + spikes(σ(W_r shift(LN u)) ⊙ W_v relu(W_k shift(LN u))²).</para>
/// <para>Zhu and others 2023, arXiv 2302.13939. W_k has as many rows as make the block equal in parameters to a <see cref="SpikingBlock"/> of the same width and expansion.</para>
/// </remarks>
internal sealed class RwkvBlock : nn.Module, ISpikingBlock
{
    private readonly LayerNorm _timeNorm;
    private readonly LayerNorm _channelNorm;
    private readonly RwkvTimeMix _timeMix;
    private readonly TokenShift _gateShift;
    private readonly TokenShift _keyShift;
    private readonly Parameter _gate;
    private readonly Parameter _key;
    private readonly Parameter _value;
    private readonly NeuronLayer _timeNeurons;
    private readonly NeuronLayer _channelNeurons;

    public RwkvBlock(SpikingLanguageModelOptions options, RandomStream random)
        : base(nameof(RwkvBlock))
    {
        var width = options.Width;

        // (2 + 2e) d² of a spiking block, less 4 d² of the time mixing and d² of the gate, in two matrices.
        var hidden = Math.Max(1, (int)Math.Round(width * ((2.0 * options.Expansion) - 3) / 2));
        (_timeNorm, _channelNorm) = (nn.LayerNorm(width), nn.LayerNorm(width));
        _timeMix = new RwkvTimeMix(width, random.Child("time"));
        (_gateShift, _keyShift) = (new TokenShift(width), new TokenShift(width));
        using (var scope = NewDisposeScope())
        {
            Parameter Weight(string name, int outputs, int inputs) =>
                (Parameter)new Parameter(TensorInitialization.LinearWeight(random.Child(name), outputs, inputs).ScaleInPlace(SpikingBlock.InputGain)).DetachFromDisposeScope();
            (_gate, _key, _value) = (Weight("gate", width, width), Weight("key", hidden, width), Weight("value", width, hidden));
        }

        (_timeNeurons, _channelNeurons) = (new NeuronLayer(options.Neuron(width), width), new NeuronLayer(options.Neuron(width), width));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public int StateTensors => RwkvTimeMix.StateTensors + 3;

    /// <inheritdoc/>
    public IReadOnlyList<NeuronLayer> Neurons => [_timeNeurons, _channelNeurons];

    /// <inheritdoc/>
    public IReadOnlyList<int> NeuronStates => [2, 4];

    /// <inheritdoc/>
    public (Tensor Output, IReadOnlyList<Tensor> State, IReadOnlyList<Tensor> Spikes) Run(Tensor input, IReadOnlyList<Tensor>? state)
    {
        var (mixed, mixState) = _timeMix.Run(_timeNorm.call(input), state is null ? null : [state[0], state[1]]);
        var (spikes, neurons) = _timeNeurons.Run(mixed, state?[2]);
        var middle = input.Plus(spikes);
        var normal = _channelNorm.call(middle);
        var (gateInput, last) = _gateShift.Run(normal, state?[3]);
        var key = nn.functional.linear(_keyShift.Run(normal, state?[3]).Output, _key).relu().square();
        var gated = nn.functional.linear(gateInput, _gate).sigmoid().mul(nn.functional.linear(key, _value));
        var (spikesAgain, neuronsAgain) = _channelNeurons.Run(gated, state?[4]);
        return (middle.Plus(spikesAgain), [.. mixState, neurons, last, neuronsAgain], [spikes, spikesAgain]);
    }
}
