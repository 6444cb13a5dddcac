using Glia.Random;
using Glia.Synapses.Kernels;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Synapses;

/// <summary>A linear layer for sequences whose synapses have a weight and a learned transmission delay (dilated convolution with learnable spacings).</summary>
/// <remarks>
/// <para>out[t, o] = Σ over i, d of kernel[i, d, o] · x[t − d, i], d = 0 … K − 1. A synapse's tap has its centre at delay <b>d = K div 2 − p</b>: the delay falls as the position p rises.
/// Its profile (<see cref="DelayProfile"/>) of width σ is normalised to sum 1; σ falls during training (<see cref="SigmaSchedule"/>), at evaluation delays are whole (<see cref="DelayExecution.Rounded"/>).</para>
/// <para>Hammouamri, Khalfaoui-Hassani, Masquelier 2023, arXiv 2306.17670. Differs from it in one point: taps with s ≤ 2 steps are cut off where they are below 3.4·10⁻⁴ of their peak.</para>
/// <para>Cost forward: inputs that are not zero × K × outputs; backward the same, and T·B × taps that are not zero for the gradient of the input.
/// Dense inputs and wide taps run as K matrix products instead. Work inside a dispose scope, as with all TorchSharp code.</para>
/// </remarks>
public sealed class DelayedLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _position;

    /// <summary>Draws weights from U(±√(6/(inputs·taps))) and positions from U(−(K div 2) − 1, K div 2), clamped to ±(K div 2).</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="random">The layer's stream; its children <c>weight</c> and <c>position</c> are read.</param>
    /// <param name="options">Sizes and constants; null for the defaults.</param>
    /// <param name="type">Single or double precision.</param>
    /// <exception cref="ArgumentException">A size or constant is out of range.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public DelayedLinear(int inputs, int outputs, RandomStream random, DelayedLinearOptions? options = null, ScalarType type = ScalarType.Float32)
        : base(nameof(DelayedLinear))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(random);
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Delays run in Float32 or Float64; got {type}.", nameof(type));
        }

        Options = (options ?? new DelayedLinearOptions()).Validated();
        (Inputs, Outputs, Execution) = (inputs, outputs, Options.Execution);
        Sigma = Options.Sigma ?? MiddleDelay;
        using var scope = NewDisposeScope();
        var bound = Math.Sqrt(6.0 / (inputs * Options.Taps));
        _weight = Learned(TensorInitialization.Uniform(random.Child("weight"), [Options.Taps, inputs, outputs], -bound, bound), type);
        _position = Learned(zeros(PositionShape(), ScalarType.Float32), type);
        DrawPositions(random.Child("position"));
        register_parameter("weight", _weight);
        register_parameter("position", _position);
    }

    /// <summary>Sizes and constants that the layer was made with.</summary>
    public DelayedLinearOptions Options { get; }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Steps by which the output is longer than the input.</summary>
    public int TailSteps => Options.TailSteps ?? (Options.MaxDelay - 1) / 2;

    /// <summary>Width σ of the taps in steps; set it by a <see cref="SigmaSchedule"/>.</summary>
    public double Sigma { get; set; }

    /// <summary>Whether taps are smooth or whole steps.</summary>
    public DelayExecution Execution { get; set; }

    /// <summary>Weights w, [taps, inputs, outputs].</summary>
    public Parameter Weight => _weight;

    /// <summary>Positions p, [taps, inputs or 1, outputs or 1], in ±(K div 2).</summary>
    public Parameter Position => _position;

    private int MiddleDelay => Options.MaxDelay / 2;

    /// <summary>Returns the delays K div 2 − p in steps, in the layout of <see cref="Position"/>.</summary>
    public double[] Delays()
    {
        using var positions = _position.detach().to_type(ScalarType.Float64);
        return [.. positions.AsReadOnlySpan<double>().ToArray().Select(p => MiddleDelay - p)];
    }

    /// <summary>Puts positions back into ±(K div 2); call it after every step of the optimiser.</summary>
    public void ClampDelays()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        _position.clamp_(KeptScalar.Of((double)-MiddleDelay), KeptScalar.Of((double)MiddleDelay));
    }

    /// <summary>Rounds the positions themselves and from now on computes with whole delays; weights go on learning.</summary>
    public void RoundDelays()
    {
        ClampDelays();
        using var none = no_grad();
        _position.round_();
        Execution = DelayExecution.Rounded;
    }

    /// <summary>Runs sequences from silence.</summary>
    /// <param name="input">[T, B, inputs], in the layer's precision.</param>
    /// <returns>[T + <see cref="TailSteps"/>, B, outputs].</returns>
    /// <exception cref="ArgumentException">The input has another shape or precision; the message has both.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var size = input.shape;
        if (size.Length != 3 || size[2] != Inputs || input.dtype != _weight.dtype)
        {
            throw new ArgumentException(
                $"This layer takes {_weight.dtype} [T, B, {Inputs}]; got {input.dtype} [{string.Join(", ", size)}].", nameof(input));
        }

        using var scope = NewDisposeScope();
        var shape = new DelayShape(checked((int)size[0]), checked((int)size[1]), Inputs, Outputs, Options.MaxDelay, TailSteps);
        var profile = new TapProfile<double>(Options.Profile, Sigma, Execution);
        DelayedCall call = _weight.dtype == ScalarType.Float32
            ? new DelayedCall<float>(shape, Options.Taps, new TapProfile<float>(Options.Profile, Sigma, Execution), profile)
            : new DelayedCall<double>(shape, Options.Taps, profile, profile);
        var positions = _position.expand(_weight.shape).contiguous();
        var values = input.contiguous();
        var output = is_grad_enabled() ? DelayedLinearFunction.apply(values, _weight, positions, call) : call.Forward(values, _weight, positions).Output;
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the layer with its delays rounded as an event-driven one, which costs per spike and synapse.</summary>
    /// <remarks>Its currents equal those of this layer with <see cref="DelayExecution.Rounded"/>, bit for bit. Synapses of weight 0 are left out. Single precision.</remarks>
    /// <exception cref="InvalidOperationException">The layer is in double precision.</exception>
    public SparseDelayedLinear ToSparse()
    {
        if (_weight.dtype != ScalarType.Float32)
        {
            throw new InvalidOperationException("The event-driven layer runs in single precision; this layer is in double. Train a layer of ScalarType.Float32.");
        }

        using var scope = NewDisposeScope();
        using var none = no_grad();
        var shape = new DelayShape(1, 1, Inputs, Outputs, Options.MaxDelay, 0);
        var kernel = new float[Inputs * shape.PlaneOf<float>()];
        var taps = new TapKernel<float>(new TapProfile<float>(Options.Profile, Sigma, DelayExecution.Rounded), shape, Options.Taps);
        taps.Fill(_weight.AsReadOnlySpan<float>(), _position.expand(_weight.shape).contiguous().AsReadOnlySpan<float>(), kernel);
        return SparseDelayedLinear.Of(kernel, shape);
    }

    private static Parameter Learned(Tensor values, ScalarType type)
    {
        var parameter = new Parameter(values.to_type(type));
        _ = parameter.DetachFromDisposeScope();
        return parameter;
    }

    private long[] PositionShape() =>
        [Options.Taps, Options.Scope == DelayScope.Dendritic ? 1 : Inputs, Options.Scope == DelayScope.Axonal ? 1 : Outputs];

    private void DrawPositions(RandomStream random)
    {
        using var none = no_grad();
        var drawn = new double[_position.numel()];
        for (var at = 0; at < drawn.Length; at++)
        {
            // K div 2 is floored after the sign in the reference code: −13 … 12 of K = 25, uniform on the reals.
            drawn[at] = Math.Max(-MiddleDelay, -(MiddleDelay + 1) + (random.NextDouble() * Options.MaxDelay));
        }

        using var values = tensor(drawn, _position.shape).to_type(_position.dtype);
        _position.copy_(values);
    }
}
