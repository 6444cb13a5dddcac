namespace Glia.Sequences;

/// <summary>Labelled sequences of equal length, such as a task draws them.</summary>
/// <param name="Inputs">[T, B, channels] in row-major order.</param>
/// <param name="Targets">What is to be answered, [answers, B]: at each of the last <paramref name="Answers"/> steps, or once at the end.</param>
/// <param name="Steps">T.</param>
/// <param name="Batch">B.</param>
/// <param name="Channels">Input channels.</param>
/// <param name="Classes">Number of possible answers.</param>
/// <param name="Answers">Answers a sequence.</param>
public sealed record SequenceTask(float[] Inputs, int[] Targets, int Steps, int Batch, int Channels, int Classes, int Answers)
{
    /// <summary>Returns chosen sequences, in the order given.</summary>
    /// <param name="sequences">Indices from 0 to <see cref="Batch"/> − 1.</param>
    public SequenceTask Choose(ReadOnlySpan<int> sequences)
    {
        var (inputs, targets) = (new float[Steps * sequences.Length * Channels], new int[Answers * sequences.Length]);
        for (var i = 0; i < sequences.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sequences[i], nameof(sequences));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequences[i], Batch, nameof(sequences));
            for (var t = 0; t < Steps; t++)
            {
                Inputs.AsSpan(((t * Batch) + sequences[i]) * Channels, Channels).CopyTo(inputs.AsSpan(((t * sequences.Length) + i) * Channels));
            }

            for (var a = 0; a < Answers; a++)
            {
                targets[(a * sequences.Length) + i] = Targets[(a * Batch) + sequences[i]];
            }
        }

        return this with { Inputs = inputs, Targets = targets, Batch = sequences.Length };
    }
}
