using System.Numerics;
using System.Numerics.Tensors;
using Glia.Networks;

namespace Glia.Continual;

/// <summary>SI: parameters are held in proportion to how much their way through training lowered the loss.</summary>
/// <remarks>
/// <para>Per step ω_i += −g_i·Δθ_i, with the gradient g of the data's loss alone; at the end of a task
/// Ω_i += max(0, ω_i)/((θ_i − θ_i^start)² + ξ), and the loss becomes L + c Σ_i Ω_i (θ_i − θ*_i)² with θ* the parameters at the last task's end.</para>
/// <para>Source: Zenke, Poole, Ganguli 2017; <see cref="SynapticIntelligenceVariant"/> says in what Avalanche differs.</para>
/// <para>Cost: three passes over the parameters a step.</para>
/// </remarks>
public sealed class SynapticIntelligence : IContinualStrategy
{
    private float[] _importance = [];
    private float[] _path = [];
    private float[] _gradient = [];
    private float[] _before = [];
    private float[] _start = [];
    private QuadraticPenalty? _penalty;

    /// <summary>Makes the strategy.</summary>
    /// <param name="strength">c ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">c is negative or not finite.</exception>
    public SynapticIntelligence(double strength) => Strength = Continual.Strength.Checked(strength, "SI's strength c");

    /// <summary>c.</summary>
    public double Strength { get; }

    /// <summary>Whose form of the method. Default Zenke's.</summary>
    public SynapticIntelligenceVariant Variant { get; init; } = SynapticIntelligenceVariant.Zenke;

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
            (_importance, _path, _gradient, _before) =
                (new float[parameters.Length], new float[parameters.Length], new float[parameters.Length], new float[parameters.Length]);
        }

        _path.AsSpan().Clear();
        _start = parameters.ToArray();
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (Variant.Gradient == PathGradient.DataLoss)
        {
            gradient.CopyTo(_gradient);
        }

        batch.Network.Parameters.CopyTo(_before);
        _penalty?.AddGradient(_before, (float)(Strength * Variant.Factor), gradient);
        if (Variant.Gradient == PathGradient.WithPenalty)
        {
            gradient.CopyTo(_gradient);
        }
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingBatch batch)
    {
        var after = batch.Network.Parameters;
        var i = 0;
        for (; i <= after.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var moved = new Vector<float>(_before.AsSpan(i)) - new Vector<float>(after[i..]);
            (new Vector<float>(_path.AsSpan(i)) + (new Vector<float>(_gradient.AsSpan(i)) * moved)).CopyTo(_path.AsSpan(i));
        }

        for (; i < after.Length; i++)
        {
            _path[i] += _gradient[i] * (_before[i] - after[i]);
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var parameters = phase.Network.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var moved = parameters[i] - _start[i];
            _importance[i] += Math.Max((float)Variant.SmallestPath, _path[i]) / ((moved * moved) + (float)Variant.Damping);
        }

        var clipped = new float[parameters.Length];
        TensorPrimitives.Min<float>(_importance, (float)Variant.LargestImportance, clipped);
        _penalty = new QuadraticPenalty(parameters.Length);
        _penalty.Add(clipped, parameters);
    }
}
