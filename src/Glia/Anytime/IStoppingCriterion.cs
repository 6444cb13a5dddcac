namespace Glia.Anytime;

/// <summary>How sure an output is that builds up over time: a score from 0 to 1, which a threshold turns into a stopping rule.</summary>
/// <remarks>Scores see only what was put out up to their step, so that a running network and a recorded one stop at the same step.</remarks>
public interface IStoppingCriterion
{
    /// <summary>The criterion's name in tables and figures.</summary>
    string Name { get; }

    /// <summary>Returns the score at the last of the given steps; larger is surer.</summary>
    /// <param name="accumulated">[steps so far, classes]: outputs summed from the first step on, at least one step.</param>
    /// <param name="classes">Number of classes.</param>
    double Score(ReadOnlySpan<float> accumulated, int classes);
}
