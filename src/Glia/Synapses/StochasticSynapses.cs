using Glia.Random;
using Glia.Spikes;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Synapses;

/// <summary>Stochastic synapses of a network, one for each input, whose probability of success is learned straight through the draw.</summary>
/// <remarks>
/// <para>x = φ Q s with φ ~ Bernoulli(p) and Q uniform (<see cref="StochasticSynapse"/>), p = σ(raw). Backward: ∂L/∂s = φ Q ∂L/∂x; and, as if φ were p, ∂L/∂p = Σ Q s ∂L/∂x over steps
/// and sequences, which is unbiased where the loss is linear in x. The straight-through estimate: Bengio, Léonard and Courville 2013, arXiv 1308.3432. That it serves the "probabilistic" neuron of
/// arXiv 2508.11674 is our reading, as the paper's body could not be read.</para>
/// <para>Every call draws anew, at evaluation too: two numbers an element, whether it is a spike or not. Work inside a dispose scope, as with all TorchSharp code. Thread-safe: no.</para>
/// </remarks>
public sealed class StochasticSynapses : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _raw;
    private readonly RandomStream _random;

    /// <summary>Makes synapses of one probability.</summary>
    /// <param name="inputs">N, number of synapses.</param>
    /// <param name="random">Where success and amplitudes come from; each call reads on.</param>
    /// <param name="synapse">The probability at the start, between 0 and 1 with both excluded, and the amplitudes; null for the defaults.</param>
    /// <exception cref="ArgumentException">The probability cannot be learned from, or the amplitudes are in the wrong order.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public StochasticSynapses(int inputs, RandomStream random, StochasticSynapse? synapse = null)
        : base(nameof(StochasticSynapses))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentNullException.ThrowIfNull(random);
        Synapse = (synapse ?? new StochasticSynapse()).Validated();
        if (Synapse.Success is 0 or 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A probability is learned as σ(raw): StochasticSynapse.Success must be between 0 and 1, both excluded; got {Synapse.Success}."), nameof(synapse));
        }

        Libtorch.EnsureLoaded();
        (Inputs, _random) = (inputs, random);
        var raw = (float)Math.Log(Synapse.Success / (1 - Synapse.Success));
        _raw = new Parameter(tensor(Enumerable.Repeat(raw, inputs).ToArray()));
        _ = _raw.DetachFromDisposeScope();
        register_parameter("probability", _raw);
    }

    /// <summary>The probability at the start, and the amplitudes.</summary>
    public StochasticSynapse Synapse { get; }

    /// <summary>N.</summary>
    public int Inputs { get; }

    /// <summary>Returns p of each synapse as it is now.</summary>
    public double[] Probabilities()
    {
        using var raw = _raw.detach();
        return [.. raw.AsReadOnlySpan<float>().ToArray().Select(value => 1 / (1 + Math.Exp(-value)))];
    }

    /// <summary>Sends spikes through the synapses.</summary>
    /// <param name="spikes">[…, N] in single precision.</param>
    /// <returns>What arrives, of the same shape.</returns>
    /// <exception cref="ArgumentException">The spikes have another last dimension or precision.</exception>
    public override Tensor forward(Tensor spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        if (spikes.shape.Length == 0 || spikes.shape[^1] != Inputs || spikes.dtype != ScalarType.Float32)
        {
            throw new ArgumentException($"These synapses take Float32 […, {Inputs}]; got {spikes.dtype} [{string.Join(", ", spikes.shape)}].", nameof(spikes));
        }

        using var scope = NewDisposeScope();
        var probability = _raw.sigmoid();
        var (arrives, amplitude) = Drawn(spikes, probability);
        return StochasticSynapsesFunction.apply(spikes.contiguous(), probability, arrives, amplitude).MoveToOuterDisposeScope();
    }

    // φQ and Q for each element.
    private (Tensor Transmission, Tensor Amplitude) Drawn(Tensor spikes, Tensor probability)
    {
        var (transmission, amplitude) = (empty(spikes.shape), empty(spikes.shape));
        var sent = transmission.AsSpan<float>();
        var size = amplitude.AsSpan<float>();
        using var plain = probability.detach();
        var success = plain.AsReadOnlySpan<float>();
        for (var i = 0; i < sent.Length; i++)
        {
            var arrives = _random.NextSingle() < success[i % Inputs];
            size[i] = (float)Synapse.Amplitude(_random);
            sent[i] = arrives ? size[i] : 0;
        }

        return (transmission, amplitude);
    }
}
