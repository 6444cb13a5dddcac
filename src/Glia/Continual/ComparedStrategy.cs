namespace Glia.Continual;

/// <summary>A strategy in a comparison, with the strengths that may be chosen from.</summary>
/// <param name="Name">The name, as in <see cref="PublishedAccuracies"/> where it stands there.</param>
/// <param name="Strengths">What is tried on validation images; one number for a strategy that has no strength.</param>
/// <param name="Create">Makes the strategy for one run: strength and tasks.</param>
public sealed record ComparedStrategy(string Name, IReadOnlyList<double> Strengths, Func<double, ContinualBenchmark, IContinualStrategy> Create)
{
    /// <summary>A strategy without a strength to choose.</summary>
    public ComparedStrategy(string name, Func<ContinualBenchmark, IContinualStrategy> create)
        : this(name, [0], (_, benchmark) => create(benchmark))
    {
    }
}
