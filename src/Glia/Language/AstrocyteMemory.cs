using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>An astrocytic associative memory as a sub-block: spikes as keys and queries, learned fading for each head.</summary>
/// <remarks>
/// <para>k = spikes(W_k shift x), q = spikes(W_q shift x), v = W_v shift x; A_t = ρ A_{t−1} + k_t v_tᵀ; o = W_o (A_tᵀ q_t)/d_k, by <see cref="DecayedAssociation"/>. Each has a token shift of its own, so that
/// a key may be the token before its value.</para>
/// <para>A reconstruction as <see cref="AstrocyteModulatedLif"/> is. The state has d·d/H numbers, whatever the length of the text.</para>
/// </remarks>
public sealed class AstrocyteMemory : nn.Module
{
    internal const int StateTensors = 4;
    private readonly int _heads;
    private readonly TokenShift[] _shifts;
    private readonly Parameter[] _weights;
    private readonly Parameter _output;
    private readonly Parameter _retention;
    private readonly NeuronLayer _keyNeurons;
    private readonly NeuronLayer _queryNeurons;

    /// <summary>Makes the memory.</summary>
    /// <param name="width">d.</param>
    /// <param name="heads">H; divides d.</param>
    /// <param name="neuron">Gives the model of so many neurons.</param>
    /// <param name="random">Source of the initial weights. Fading starts with time constants log-spaced from 16 to 256 steps over the heads.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public AstrocyteMemory(int width, int heads, Func<int, NeuronModel> neuron, RandomStream random)
        : base(nameof(AstrocyteMemory))
    {
        ArgumentNullException.ThrowIfNull(neuron);
        ArgumentNullException.ThrowIfNull(random);
        if (width < 1 || heads < 1 || width % heads != 0)
        {
            throw new ArgumentException($"The heads of an associative memory must divide its width; got {heads} heads and a width of {width}.", nameof(heads));
        }

        Libtorch.EnsureLoaded();
        _heads = heads;
        _shifts = [new TokenShift(width), new TokenShift(width), new TokenShift(width)];
        (_keyNeurons, _queryNeurons) = (new NeuronLayer(neuron(width), width), new NeuronLayer(neuron(width), width));
        using var scope = NewDisposeScope();
        Parameter Weight(string name, double gain) => new(TensorInitialization.LinearWeight(random.Child(name), width, width).ScaleInPlace(gain));
        _weights = [Weight("key", SpikingBlock.InputGain), Weight("query", SpikingBlock.InputGain), Weight("value", SpikingBlock.InputGain)];
        _output = Weight("output", 1);
        _retention = new Parameter(tensor(TimeConstants.LogSpaced(heads, 16, 256).Select(tau => (float)Math.Log(tau - 1)).ToArray()));
        foreach (var (name, i) in new[] { "key", "query", "value" }.Select((name, i) => (name, i)))
        {
            register_module($"{name} shift", _shifts[i]);
            register_parameter(name, _weights[i]);
        }

        register_module("key neurons", _keyNeurons);
        register_module("query neurons", _queryNeurons);
        register_parameter("output", _output);
        register_parameter("retention", _retention);
        scope.Detach(parameters());
    }

    /// <summary>The neurons whose spikes are keys and queries.</summary>
    public IReadOnlyList<NeuronLayer> Neurons => [_keyNeurons, _queryNeurons];

    /// <summary>Runs a sequence.</summary>
    /// <param name="input">[T, B, d].</param>
    /// <param name="state">The four state tensors after the token before; null at the start of a text.</param>
    /// <returns>The output [T, B, d], and the four state tensors after the last token.</returns>
    public (Tensor Output, IReadOnlyList<Tensor> State, IReadOnlyList<Tensor> Spikes) Run(Tensor input, IReadOnlyList<Tensor>? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (steps, batch, width) = (input.shape[0], input.shape[1], input.shape[2]);
        var last = input;
        var mixed = new Tensor[3];
        for (var i = 0; i < mixed.Length; i++)
        {
            (var shifted, last) = _shifts[i].Run(input, state?[0]);
            mixed[i] = nn.functional.linear(shifted, _weights[i]);
        }

        var (keys, keyState) = _keyNeurons.Run(mixed[0], state?[1]);
        var (queries, queryState) = _queryNeurons.Run(mixed[1], state?[2]);
        Tensor Heads(Tensor tensor) => tensor.view(steps, batch, _heads, width / _heads);
        var logRetention = nn.functional.logsigmoid(_retention);
        var (read, memory) = DecayedAssociation.Run(Heads(queries), Heads(keys), Heads(mixed[2]), logRetention, state?[3]);
        var output = nn.functional.linear(read.reshape(steps, batch, width).Times(_heads / (double)width), _output);
        return (output, [last, keyState, queryState, memory], [keys, queries]);
    }
}
