using System.Globalization;
using System.Numerics;
using Glia.Neurons.Kernels;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Neurons;

/// <summary>Expressive leaky memory neuron (ELM): leaky synapses on branches, a bank of leaky memories, a small network that reads both and writes the memories,
/// and a linear readout.</summary>
/// <remarks>
/// <para>bₜ = κ_s bₜ₋₁ + Σ w_s x; Dₜ = ctanh(W₂ act(W₁ [bₜ; κ_m mₜ₋₁] + b₁) + b₂), ctanh(z) = 1.7159 tanh(2z/3);
/// mₜ = κ_m mₜ₋₁ + gain Dₜ; yₜ = W_y mₜ + b_y; κ = exp(−dt/τ), w_s = relu of a free number.
/// Time constants of the memories are spread at equal ratios.</para>
/// <para>Spieler, Rahaman, Martius, Schölkopf, Levina: "The Expressive Leaky Memory Neuron", arXiv 2306.16922. With more than one hidden layer, act(W₁ …) is followed by act(V … + c) as often.
/// Synaptic traces are kept a branch instead of a synapse, which is the same function, since all have one time constant.</para>
/// <para>The part of W₁ that reads branches is one matrix product over all steps, and so are the gradients of all weights; only what depends on the memories runs step by step, in one fused pass.
/// Thread-safe: <see cref="Run"/>, if parameters do not change meanwhile. Work inside a dispose scope.</para>
/// </remarks>
public sealed class ExpressiveLeakyMemory : nn.Module<Tensor, Tensor>
{
    private const double Margin = 1e-6;
    private const double GreatestSparseShare = 0.15;
    private readonly NeuronLayer _synapses;
    private readonly Tensor _places;
    private readonly Tensor _connected;
    private readonly Tensor _tau;
    private readonly Parameter _synapticWeight;
    private readonly Parameter _branchWeight;
    private readonly Parameter _memoryWeight;
    private readonly Parameter _hiddenBias;
    private readonly Parameter _updateWeight;
    private readonly Parameter _updateBias;
    private readonly Parameter _outputWeight;
    private readonly Parameter _outputBias;
    private readonly Parameter? _rawTau;
    private readonly Parameter? _innerWeight;
    private readonly Parameter? _innerBias;

    /// <summary>Makes a neuron with PyTorch's default initial weights; synaptic weights begin at 0.5.</summary>
    /// <param name="options">Sizes and constants.</param>
    /// <param name="random">Stream of the initial weights; its children are read.</param>
    /// <param name="type">Single or double precision. Default single.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public ExpressiveLeakyMemory(ExpressiveLeakyMemoryOptions options, RandomStream random, ScalarType type = ScalarType.Float32)
        : base(nameof(ExpressiveLeakyMemory))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        Options = options.Validated();
        Libtorch.EnsureLoaded();
        var routing = options.ResolvedRouting;
        var (branches, hidden, memories) = (routing.Branches, options.ResolvedHidden, options.Memories);
        _synapses = new NeuronLayer(new SynapticFilter { Tau = 1 / (1 - Math.Exp(-options.StepMs / options.SynapseTauMs)) }, branches, type);

        // A synapse's place in the matrix [inputs, branches] through which all inputs go at once.
        var places = routing.Sources.Select((source, synapse) => ((long)Math.Max(source, 0) * branches) + (synapse / routing.SynapsesPerBranch));
        _places = tensor(places.ToArray());
        _connected = tensor(routing.Sources.Select(source => source < 0 ? 0.0 : 1.0).ToArray(), type);
        _tau = tensor(InitialTau(options), type);
        _synapticWeight = new Parameter(full(routing.Sources.Count, KeptScalar.Of(0.5), type));
        var bound = branches + memories;
        using var scope = NewDisposeScope();
        var read = TensorInitialization.LinearWeight(random.Child("hidden/weight"), hidden, bound).to_type(type);
        _branchWeight = Owned(read.narrow(1, 0, branches).contiguous());
        _memoryWeight = Owned(read.narrow(1, branches, memories).contiguous());
        _hiddenBias = Owned(TensorInitialization.LinearBias(random.Child("hidden/bias"), hidden, bound).to_type(type));
        if (options.HiddenLayers > 1)
        {
            var inner = Enumerable.Range(1, options.HiddenLayers - 1).Select(layer => random.Child(string.Create(CultureInfo.InvariantCulture, $"hidden/{layer}"))).ToList();
            _innerWeight = Owned(stack(inner.Select(stream => TensorInitialization.LinearWeight(stream.Child("weight"), hidden, hidden))).to_type(type));
            _innerBias = Owned(stack(inner.Select(stream => TensorInitialization.LinearBias(stream.Child("bias"), hidden, hidden))).to_type(type));
        }

        _updateWeight = Owned(TensorInitialization.LinearWeight(random.Child("update/weight"), memories, hidden).to_type(type));
        _updateBias = Owned(TensorInitialization.LinearBias(random.Child("update/bias"), memories, hidden).to_type(type));
        _outputWeight = Owned(TensorInitialization.LinearWeight(random.Child("output/weight"), options.Outputs, memories).to_type(type));
        _outputBias = Owned(TensorInitialization.LinearBias(random.Child("output/bias"), options.Outputs, memories).to_type(type));
        if (options.TauScope != ParameterScope.Fixed)
        {
            _rawTau = Owned(tensor(InitialTau(options).Select(tau => RawTau(options, tau)).ToArray(), type));
        }

        RegisterComponents();
    }

    /// <summary>Sizes and constants.</summary>
    public ExpressiveLeakyMemoryOptions Options { get; }

    /// <summary>Number of learned numbers.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Runs a sequence from rest.</summary>
    /// <param name="inputs">[T, B, inputs].</param>
    /// <returns>[T, B, outputs].</returns>
    /// <exception cref="ArgumentException">The input has another shape or precision, or is no finite number somewhere, or a whole number beyond ±50, which looks like a raw count.</exception>
    public override Tensor forward(Tensor inputs) => Run(inputs, null).Output;

    /// <summary>Runs a sequence from an explicit state.</summary>
    /// <param name="inputs">[T, B, inputs].</param>
    /// <param name="state">State before the first step, or null for rest.</param>
    /// <returns>[T, B, outputs], and the state after the last step.</returns>
    /// <exception cref="ArgumentException">The input or the state has another shape or precision; or the input is no finite number somewhere, or a whole number beyond ±50, which looks like a raw count.</exception>
    public (Tensor Output, ExpressiveLeakyMemoryState State) Run(Tensor inputs, ExpressiveLeakyMemoryState? state)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.shape is not [var steps, var batch, var count] || count != Options.Inputs || inputs.dtype != _tau.dtype)
        {
            throw new ArgumentException(
                $"An ELM neuron of {Options.Inputs} inputs takes {_tau.dtype} [T, B, {Options.Inputs}]; got {inputs.dtype} [{string.Join(", ", inputs.shape)}].", nameof(inputs));
        }

        if (state is not null && !state.Memories.shape.AsSpan().SequenceEqual([batch, Options.Memories]))
        {
            throw new ArgumentException($"The state's memories have shape [{string.Join(", ", state.Memories.shape)}]; the input needs [{batch}, {Options.Memories}].", nameof(state));
        }

        using var scope = NewDisposeScope();
        var (branches, branchState) = _synapses.Run(BranchCurrents(inputs), state?.Branches);
        var drive = branches.reshape(-1, branches.shape[2]).mm(_branchWeight.t()).Plus(_hiddenBias).reshape(steps, batch, -1);
        var initial = state?.Memories ?? zeros([batch, Options.Memories], _tau.dtype);
        var (retention, gain) = RetentionAndGain();
        Tensor[] recurrent = [drive.contiguous(), initial.contiguous(), _memoryWeight, _updateWeight, _updateBias, retention, gain];
        recurrent = _innerWeight is null ? recurrent : [.. recurrent, _innerWeight, _innerBias!];
        var outputs = is_grad_enabled() && recurrent.Any(t => t.requires_grad)
            ? MemoryFunction.apply([.. recurrent, Options.Activation])
            : MemoryFunction.Run(recurrent, Options.Activation);
        var output = outputs[0].reshape(-1, Options.Memories).mm(_outputWeight.t()).Plus(_outputBias).reshape(steps, batch, -1);
        return (output.MoveToOuterDisposeScope(), new(branchState.MoveToOuterDisposeScope(), outputs[1].MoveToOuterDisposeScope()));
    }

    /// <summary>Returns the time constants of the memories in milliseconds, as they are now.</summary>
    public double[] MemoryTausMs()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        return CurrentTau().to_type(ScalarType.Float64).contiguous().AsReadOnlySpan<double>().ToArray();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _synapses.Dispose();
            _places.Dispose();
            _connected.Dispose();
            _tau.Dispose();
        }

        base.Dispose(disposing);
    }

    private static double[] InitialTau(ExpressiveLeakyMemoryOptions options) =>
        TimeConstants.LogSpaced(options.Memories, options.LeastTauMs + Margin, options.GreatestTauMs - Margin);

    private static double RawTau(ExpressiveLeakyMemoryOptions options, double tau) =>
        Math.Log((tau - options.LeastTauMs) / (options.GreatestTauMs - tau));

    private static Parameter Owned(Tensor tensor) => new(tensor.DetachFromDisposeScope());

    private Tensor BranchCurrents(Tensor inputs)
    {
        var branches = Options.ResolvedRouting.Branches;
        var weights = zeros(Options.Inputs * branches, _tau.dtype).index_add(0, _places, _synapticWeight.relu().mul(_connected), KeptScalar.One);
        var (rows, matrix) = (inputs.reshape(-1, Options.Inputs), weights.reshape(Options.Inputs, branches));
        var product = inputs.requires_grad ? null : _tau.dtype == ScalarType.Float32 ? SparseProduct<float>(rows, matrix, inputs.shape[1]) : SparseProduct<double>(rows, matrix, inputs.shape[1]);
        return (product ?? rows.mm(matrix)).reshape(inputs.shape[0], inputs.shape[1], branches);
    }

    // Spikes of a thousand inputs are few in each step; null where the input is too dense for that to pay.
    private static Tensor? SparseProduct<T>(Tensor rows, Tensor matrix, long batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = rows.contiguous().AsReadOnlySpan<T>();
        var spikes = SparseRows<T>.TryCollect(values, (int)rows.shape[0], (int)rows.shape[1], GreatestSparseShare);

        // A bad number is none that is left out, so that the few are looked at instead of all.
        if (spikes is null || RawInput.FirstBad(spikes.Values) >= 0)
        {
            RawInput.Require(values, rows.shape[1], batch);
        }

        return spikes is null ? null : SparseProductFunction<T>.apply(matrix, spikes);
    }

    private Tensor CurrentTau() => _rawTau is null
        ? _tau.alias()
        : _rawTau.sigmoid().Times(Options.GreatestTauMs - Options.LeastTauMs).Plus(Options.LeastTauMs);

    private (Tensor Retention, Tensor Gain) RetentionAndGain()
    {
        var rate = CurrentTau().reciprocal().Times(-Options.StepMs);
        var retention = rate.exp();
        var gain = Options.WriteGain == MemoryWriteGain.Bounded
            ? rate.Times(Options.Lambda).exp().neg().Plus(1)
            : retention.neg().Plus(1).Times(Options.Lambda);
        return (retention, gain);
    }
}
