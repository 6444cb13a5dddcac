using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>One number for each text: how much a model prefers one answer over another, or how likely it finds it.</summary>
public sealed class LogitMetric
{
    private readonly Func<Tensor, Tensor> _perRow;

    /// <summary>Makes a metric of any function from logits [B, T, outputs] to [B].</summary>
    public LogitMetric(Func<Tensor, Tensor> perRow)
    {
        ArgumentNullException.ThrowIfNull(perRow);
        _perRow = perRow;
    }

    /// <summary>The logit of the answer minus that of a distractor.</summary>
    /// <param name="answers">The right token of each row.</param>
    /// <param name="distractors">The wrong token of each row.</param>
    /// <param name="positions">Where each row is read; null for its last position.</param>
    /// <exception cref="ArgumentException">The numbers of answers, distractors and positions differ.</exception>
    public static LogitMetric Difference(IReadOnlyList<int> answers, IReadOnlyList<int> distractors, IReadOnlyList<int>? positions = null)
    {
        Same(answers, distractors, positions);
        return new LogitMetric(logits =>
        {
            var last = At(logits, positions, answers.Count);
            return Of(last, answers) - Of(last, distractors);
        });
    }

    /// <summary>The logarithm of the probability of the answer.</summary>
    /// <inheritdoc cref="Difference"/>
    public static LogitMetric LogProbability(IReadOnlyList<int> answers, IReadOnlyList<int>? positions = null)
    {
        Same(answers, answers, positions);
        return new LogitMetric(logits => Of(At(logits, positions, answers.Count).log_softmax(1), answers));
    }

    /// <summary>1 where the answer has the largest logit of all outputs, else 0; it has no gradient.</summary>
    /// <inheritdoc cref="Difference"/>
    public static LogitMetric Accuracy(IReadOnlyList<int> answers, IReadOnlyList<int>? positions = null)
    {
        Same(answers, answers, positions);
        return new LogitMetric(logits => At(logits, positions, answers.Count).argmax(1).eq(Index(answers, logits.shape[0])).to_type(logits.dtype));
    }

    /// <summary>Returns the number of each row, [B], from logits [B, T, outputs].</summary>
    /// <remarks>Logits of k·B rows are read as k copies of the same B texts, copy after copy.</remarks>
    /// <exception cref="ArgumentException">The rows are no multiple of the answers.</exception>
    public Tensor PerRow(Tensor logits) => _perRow(logits);

    /// <summary>The mean over rows.</summary>
    public double Mean(Tensor logits)
    {
        using var scope = NewDisposeScope();
        return PerRow(logits.detach()).to_type(ScalarType.Float64).mean().item<double>();
    }

    private static void Same(IReadOnlyList<int> answers, IReadOnlyList<int> distractors, IReadOnlyList<int>? positions)
    {
        if (answers.Count == 0 || answers.Count != distractors.Count || (positions is not null && positions.Count != answers.Count))
        {
            throw new ArgumentException($"Each row needs an answer, a distractor and a position; got {answers.Count}, {distractors.Count} and {positions?.Count ?? answers.Count}.");
        }
    }

    private static Tensor At(Tensor logits, IReadOnlyList<int>? positions, int rows)
    {
        if (logits.shape[0] % rows != 0)
        {
            throw new ArgumentException($"The metric is about {rows} texts; got logits of {logits.shape[0]}.", nameof(logits));
        }

        if (positions is null)
        {
            return logits.select(1, -1);
        }

        var places = positions.Select(position => position < 0 ? position + (int)logits.shape[1] : position).ToArray();
        return logits.gather(1, Index(places, logits.shape[0]).view(-1, 1, 1).expand(-1, 1, logits.shape[2])).squeeze(1);
    }

    private static Tensor Of(Tensor logits, IReadOnlyList<int> tokens) => logits.gather(1, Index(tokens, logits.shape[0]).unsqueeze(1)).squeeze(1);

    private static Tensor Index(IReadOnlyList<int> values, long rows) => tensor([.. values.Select(value => (long)value)]).repeat(rows / values.Count);
}
