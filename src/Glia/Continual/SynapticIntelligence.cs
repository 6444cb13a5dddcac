using Glia.Networks;

namespace Glia.Continual;

/// <summary>SI: parameters are held in proportion to how much their way through training lowered the loss.</summary>
/// <remarks>
/// <para>Per step ω_i += −g_i·Δθ_i, with the gradient g of the data's loss alone; at the end of a task
/// Ω_i += max(0, ω_i)/((θ_i − θ_i^start)² + ξ), and the loss becomes L + c Σ_i Ω_i (θ_i − θ*_i)² with θ* the parameters at the last task's end.</para>
/// <para>Source: Zenke, Poole, Ganguli 2017. Avalanche's variant differs: gradient with the penalty, Ω clipped above at 0.001, factor c/2.</para>
/// <para>Cost: three passes over the parameters a step.</para>
/// </remarks>
public sealed class SynapticIntelligence : IContinualStrategy
{
    private float[] _importance = [];
    private float[] _path = [];
    private float[] _dataGradient = [];
    private float[] _before = [];
    private float[] _start = [];
    private QuadraticPenalty? _penalty;

    /// <summary>Makes the strategy.</summary>
    /// <param name="strength">c ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">c is negative or not finite.</exception>
    public SynapticIntelligence(double strength)
    {
        Strength = strength >= 0 && double.IsFinite(strength)
            ? strength
            : throw new ArgumentOutOfRangeException(nameof(strength), strength, "SI's strength c must be 0 or more and finite.");
    }

    /// <summary>c.</summary>
    public double Strength { get; }

    /// <summary>ξ, which keeps parameters that hardly moved from becoming infinitely important. Default 0.1.</summary>
    public double Damping { get; init; } = 0.1;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new() { StateBytes = 7L * sizeof(float) * _path.Length };

    /// <summary>ω summed over all parameters since the task began: about how far the loss has fallen.</summary>
    public double PathIntegral => _path.Sum(value => (double)value);

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        var parameters = phase.Network.Parameters;
        if (_path.Length == 0)
        {
            (_importance, _path, _dataGradient, _before) =
                (new float[parameters.Length], new float[parameters.Length], new float[parameters.Length], new float[parameters.Length]);
        }

        _path.AsSpan().Clear();
        _start = parameters.ToArray();
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        gradient.CopyTo(_dataGradient);
        batch.Network.Parameters.CopyTo(_before);
        _penalty?.AddGradient(_before, (float)Strength, gradient);
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingBatch batch)
    {
        var after = batch.Network.Parameters;
        for (var i = 0; i < after.Length; i += System.Numerics.Vector<float>.Count)
        {
            var moved = new System.Numerics.Vector<float>(_before.AsSpan(i)) - new System.Numerics.Vector<float>(after[i..]);
            (new System.Numerics.Vector<float>(_path.AsSpan(i)) + (new System.Numerics.Vector<float>(_dataGradient.AsSpan(i)) * moved)).CopyTo(_path.AsSpan(i));
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var parameters = phase.Network.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var moved = parameters[i] - _start[i];
            _importance[i] += Math.Max(0, _path[i]) / ((moved * moved) + (float)Damping);
        }

        _penalty = new QuadraticPenalty(parameters.Length);
        _penalty.Add(_importance, parameters);
    }
}
