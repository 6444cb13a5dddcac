using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>One residual block of a spiking language model: two spiking sub-blocks, each after layer normalisation and token shift.</summary>
/// <remarks>
/// <para>u = x + W_o s₁, s₁ = spikes(W₁ shift(LN x)); x' = u + W₃ s₂, s₂ = spikes(W₂ shift(LN u)); W₁ d→d, W₂ d→e·d, W₃ e·d→d.</para>
/// <para>With a recurrent time mixing s₁ has learned weights back to itself; with memory heads u takes up what an <see cref="AstrocyteMemory"/> recalls.</para>
/// <para>Only W_o and W₃ are driven by spikes: there a synaptic operation is an addition. W₁ and W₂ multiply the dense residual stream.</para>
/// </remarks>
public sealed class SpikingBlock : nn.Module, ISpikingBlock
{
    // With the default of linear layers a normalised input has a standard deviation of 1/√3, and few neurons reach their threshold.
    internal const double InputGain = 1.7320508075688772;
    private const int OwnStateTensors = 4;
    private readonly LayerNorm _firstNorm;
    private readonly LayerNorm _secondNorm;
    private readonly TokenShift _firstShift;
    private readonly TokenShift _secondShift;
    private readonly Parameter _first;
    private readonly Parameter _firstOut;
    private readonly Parameter _second;
    private readonly Parameter _secondOut;
    private readonly NeuronLayer _firstNeurons;
    private readonly NeuronLayer _secondNeurons;
    private readonly SpikeRecurrence? _recurrence;
    private readonly LayerNorm? _memoryNorm;
    private readonly AstrocyteMemory? _memory;

    /// <summary>Makes the block.</summary>
    /// <param name="options">Sizes and neurons.</param>
    /// <param name="random">Source of the initial weights, PyTorch's default for linear layers; those out of spikes are scaled by 1/√(2L).</param>
    public SpikingBlock(SpikingLanguageModelOptions options, RandomStream random)
        : base(nameof(SpikingBlock))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        var (width, first, wide) = (options.Width, options.Width * options.FirstExpansion, options.Width * options.Expansion);
        (_firstNorm, _secondNorm) = (nn.LayerNorm(width), nn.LayerNorm(width));
        (_firstShift, _secondShift) = (new TokenShift(width), new TokenShift(width));
        using (var scope = NewDisposeScope())
        {
            Parameter Weight(string name, int outputs, int inputs, double scale) =>
                (Parameter)new Parameter(TensorInitialization.LinearWeight(random.Child(name), outputs, inputs).ScaleInPlace(scale)).DetachFromDisposeScope();
            var depth = 1 / Math.Sqrt(2 * options.Layers);
            _first = Weight("first", first, width, InputGain);
            _firstOut = Weight("first out", width, first, depth);
            _second = Weight("second", wide, width, InputGain);
            _secondOut = Weight("second out", width, wide, depth);
        }

        (_firstNeurons, _secondNeurons) = (new NeuronLayer(options.Neuron(first), first), new NeuronLayer(options.Neuron(wide), wide));
        _recurrence = options.TimeMixing == SpikingTimeMixing.Recurrent ? new SpikeRecurrence(first, random.Child("recurrent")) : null;
        if (options.MemoryHeads > 0)
        {
            (_memoryNorm, _memory) = (nn.LayerNorm(width), new AstrocyteMemory(width, options.MemoryHeads, options.Neuron, random.Child("memory")));
        }

        RegisterComponents();
    }

    /// <summary>The block's spiking layers.</summary>
    public IReadOnlyList<NeuronLayer> Neurons => [_firstNeurons, _secondNeurons, .. _memory?.Neurons ?? []];

    int ISpikingBlock.StateTensors => MemoryStart + (_memory is null ? 0 : AstrocyteMemory.StateTensors);

    IReadOnlyList<int> ISpikingBlock.NeuronStates => [1, 3, .. _memory is null ? Array.Empty<int>() : [MemoryStart + 1, MemoryStart + 2]];

    private int MemoryStart => OwnStateTensors + (_recurrence is null ? 0 : 1);

    /// <summary>Runs a sequence.</summary>
    /// <param name="input">[T, B, d].</param>
    /// <param name="state">The block's state tensors after the token before; null at the start of a text.</param>
    /// <returns>The output [T, B, d], the state tensors after the last token, and the spikes of all layers.</returns>
    public (Tensor Output, IReadOnlyList<Tensor> State, IReadOnlyList<Tensor> Spikes) Run(Tensor input, IReadOnlyList<Tensor>? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (shifted, last) = _firstShift.Run(_firstNorm.call(input), state?[0]);
        var current = nn.functional.linear(shifted, _first);
        Tensor? lastSpikes = null;
        Tensor spikes, neurons;
        if (_recurrence is null)
        {
            (spikes, neurons) = _firstNeurons.Run(current, state?[1]);
        }
        else
        {
            (spikes, neurons, lastSpikes) = _recurrence.Run(_firstNeurons, current, state?[1], state?[OwnStateTensors]);
        }

        var middle = input.Plus(nn.functional.linear(spikes, _firstOut));
        IReadOnlyList<Tensor> memoryState = [], memorySpikes = [];
        if (_memory is { } memory)
        {
            (var recalled, memoryState, memorySpikes) = memory.Run(_memoryNorm!.call(middle), state?.Skip(MemoryStart).ToArray());
            middle = middle.Plus(recalled);
        }

        var (shiftedAgain, lastAgain) = _secondShift.Run(_secondNorm.call(middle), state?[2]);
        var (spikesAgain, neuronsAgain) = _secondNeurons.Run(nn.functional.linear(shiftedAgain, _second), state?[3]);
        IReadOnlyList<Tensor> after = [last, neurons, lastAgain, neuronsAgain, .. lastSpikes is null ? Array.Empty<Tensor>() : [lastSpikes], .. memoryState];
        return (middle.Plus(nn.functional.linear(spikesAgain, _secondOut)), after, [spikes, spikesAgain, .. memorySpikes]);
    }
}
