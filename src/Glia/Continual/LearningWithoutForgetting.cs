using System.Numerics.Tensors;
using Glia.Networks;

namespace Glia.Continual;

/// <summary>LwF: on the new task's inputs, the network keeps answering as it did before the task.</summary>
/// <remarks>
/// <para>L + α·KL(softmax(z_old/T) ‖ softmax(z/T)), mean over the batch, without the factor T², over the outputs of earlier classes: in a
/// domain-incremental stream all outputs; where tasks have heads of their own, each old head by itself.</para>
/// <para>Source: Li and Hoiem 2016, in the form of Avalanche. Cost: one more forward pass a step.</para>
/// </remarks>
public sealed class LearningWithoutForgetting : IContinualStrategy
{
    private readonly double[] _strengths;
    private readonly List<int[]> _oldHeads = [];
    private ITrainableNetwork? _oldNetwork;
    private ITrainingBatch? _old;
    private float[] _target = [];
    private float[] _answer = [];
    private long _forwardSamples;

    /// <summary>Makes the strategy with the same strength for all tasks.</summary>
    /// <param name="strength">α ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public LearningWithoutForgetting(double strength)
        : this([strength])
    {
    }

    /// <summary>Makes the strategy with a strength for each task.</summary>
    /// <param name="strengths">α of each phase, each ≥ 0; the first phase has nothing to keep, the last number also holds for later phases.</param>
    /// <exception cref="ArgumentException">There is no strength.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A strength is negative or not finite.</exception>
    public LearningWithoutForgetting(IReadOnlyList<double> strengths)
    {
        _strengths = strengths.Count > 0
            ? [.. strengths.Select((strength, phase) => Continual.Strength.Checked(strength, $"LwF's strength α of phase {phase + 1}"))]
            : throw new ArgumentException("LwF needs at least one strength α.", nameof(strengths));
        Strength = _strengths[0];
    }

    /// <summary>α of the current phase.</summary>
    public double Strength { get; private set; }

    /// <summary>T, which softens both answers. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">T is not greater than 0.</exception>
    public double Temperature { get; init => field = CheckedTemperature(value); } = 2;

    /// <inheritdoc/>
    public StrategyCost Cost => new() { StateBytes = sizeof(float) * (_oldNetwork?.Parameters.Length ?? 0L), ForwardSamples = _forwardSamples };

    /// <summary>Strengths that grow with the number k of tasks to keep, α·k²/(k + 1): the more tasks, the more the old answers weigh (Avalanche's baselines).</summary>
    /// <param name="strength">α ≥ 0.</param>
    /// <param name="tasks">Number of tasks.</param>
    public static IReadOnlyList<double> Growing(double strength, int tasks) =>
        [.. Enumerable.Range(0, tasks).Select(k => strength * k * k / (k + 1))];

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase) => Strength = _strengths[Math.Min(phase.Index, _strengths.Length - 1)];

    /// <inheritdoc/>
    public void BeforeBackward(ITrainingBatch batch)
    {
        if (_oldNetwork is null)
        {
            return;
        }

        _old ??= _oldNetwork.CreateBatch(batch.Capacity);
        for (var row = 0; row < batch.Rows; row++)
        {
            batch.Input(row).CopyTo(_old.Input(row));
        }

        _old.Forward(batch.Rows);
        _forwardSamples += batch.Rows;
        var factor = (float)(Strength / Temperature / batch.Rows);
        for (var row = 0; row < batch.Rows; row++)
        {
            foreach (var head in _oldHeads)
            {
                Distil(_old.Logits(row), batch.Logits(row), head, factor, batch.OutputError(row));
            }
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        _oldNetwork = phase.Network.Copy();
        _old = null;
        _target = new float[phase.Network.Sizes[^1]];
        _answer = new float[phase.Network.Sizes[^1]];
        var samples = phase.Task.Train;
        if (samples.Outputs.Count > 0)
        {
            _oldHeads.Add([.. samples.Outputs]);
        }
        else
        {
            var known = _oldHeads.Count == 0 ? [] : _oldHeads[0];
            _oldHeads.Clear();
            _oldHeads.Add([.. known.Union(Enumerable.Range(0, samples.Count).Select(samples.Label)).Order()]);
        }
    }

    private void Distil(ReadOnlySpan<float> old, ReadOnlySpan<float> now, int[] head, float factor, Span<float> error)
    {
        var target = _target.AsSpan(0, head.Length);
        var answer = _answer.AsSpan(0, head.Length);
        Soften(old, head, target);
        Soften(now, head, answer);
        for (var i = 0; i < head.Length; i++)
        {
            error[head[i]] += factor * (answer[i] - target[i]);
        }
    }

    private void Soften(ReadOnlySpan<float> logits, int[] head, Span<float> result)
    {
        for (var i = 0; i < head.Length; i++)
        {
            result[i] = logits[head[i]];
        }

        TensorPrimitives.Divide(result, (float)Temperature, result);
        TensorPrimitives.SoftMax(result, result);
    }

    private static double CheckedTemperature(double temperature) => temperature > 0 && double.IsFinite(temperature)
        ? temperature
        : throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "LwF's temperature T must be greater than 0.");
}
