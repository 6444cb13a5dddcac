namespace Glia.Sequences;

/// <summary>Writes one trial of a decision task: a fixation input that is 1 until the decision at the last step, and a label at every step, 0 (fixate) before it.</summary>
internal readonly ref struct DecisionTrial(Span<float> inputs, Span<int> labels, int steps, int batch, int channels, int trial)
{
    /// <summary>Label of the steps before the decision.</summary>
    public const int Fixate = 0;

    private readonly Span<float> _inputs = inputs;
    private readonly Span<int> _labels = labels;

    /// <summary>The inputs of a step, [channels]; channel 0 is fixation.</summary>
    public Span<float> At(int step) => _inputs.Slice(((step * batch) + trial) * channels, channels);

    /// <summary>Sets fixation and labels.</summary>
    public void Frame(int decision)
    {
        for (var step = 0; step < steps; step++)
        {
            var last = step == steps - 1;
            At(step)[0] = last ? 0 : 1;
            _labels[(step * batch) + trial] = last ? decision : Fixate;
        }
    }
}
