using System.Numerics.Tensors;
using Glia.Networks;

namespace Glia.Continual;

/// <summary>LwF: on the new task's inputs, the network keeps answering as it did before the task.</summary>
/// <remarks>
/// <para>L + α·KL(softmax(z_old/T) ‖ softmax(z/T)), mean over the batch, without the factor T². In a domain-incremental stream all outputs are old.</para>
/// <para>Source: Li and Hoiem 2016, in the form of Avalanche. Cost: one more forward pass a step.</para>
/// </remarks>
public sealed class LearningWithoutForgetting : IContinualStrategy
{
    private ITrainableNetwork? _oldNetwork;
    private ITrainingBatch? _old;
    private float[] _target = [];
    private float[] _answer = [];

    /// <summary>Makes the strategy.</summary>
    /// <param name="strength">α ≥ 0; with 0 training is that of <see cref="NaiveStrategy"/>, bit for bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public LearningWithoutForgetting(double strength)
    {
        Strength = strength >= 0 && double.IsFinite(strength)
            ? strength
            : throw new ArgumentOutOfRangeException(nameof(strength), strength, "LwF's strength α must be 0 or more and finite.");
    }

    /// <summary>α.</summary>
    public double Strength { get; }

    /// <summary>T, which softens both answers. Default 2.</summary>
    public double Temperature { get; init; } = 2;

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
        var factor = (float)(Strength / Temperature / batch.Rows);
        for (var row = 0; row < batch.Rows; row++)
        {
            Soften(_old.Logits(row), _target);
            Soften(batch.Logits(row), _answer);
            var error = batch.OutputError(row);
            for (var i = 0; i < error.Length; i++)
            {
                error[i] += factor * (_answer[i] - _target[i]);
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
    }

    private void Soften(ReadOnlySpan<float> logits, float[] result)
    {
        TensorPrimitives.Divide(logits, (float)Temperature, result);
        TensorPrimitives.SoftMax(result, result);
    }
}
