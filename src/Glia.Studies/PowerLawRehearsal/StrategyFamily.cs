using Glia.Continual;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>A strategy against forgetting with a strength that must be chosen.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">The strength's letter.</param>
/// <param name="Grid">Strengths to choose from, rising; the choice is made on validation images.</param>
/// <param name="Make">Makes the strategy for a run.</param>
internal sealed record StrategyFamily(string Name, string Symbol, IReadOnlyList<double> Grid, Func<double, IContinualStrategy> Make)
{
    /// <summary>All strategies that the study compares with; another one is another line.</summary>
    public static IReadOnlyList<StrategyFamily> All { get; } =
    [
        new("EWC", "λ", [.03, .1, .3, 1, 3, 5, 10, 30], strength => new ElasticWeightConsolidation(strength)),
        new("online EWC", "λ", [.1, .3, 1, 3, 7, 10, 15, 30], strength => new OnlineElasticWeightConsolidation(strength)),
        new("SI", "c", [.01, .03, .06, .1, .15, .2, .25, .3], strength => new SynapticIntelligence(strength)),
        new("LwF", "α", [.03, .1, .3, 1, 3, 10, 30, 100], strength => new LearningWithoutForgetting(strength)),
    ];

    /// <summary>The strategy of that name.</summary>
    public static StrategyFamily Find(string name) => All.Single(family => family.Name == name);

    /// <summary>The name of the strategy with a strength.</summary>
    public string NameOf(double strength) => FormattableString.Invariant($"{Name} {Symbol}={strength}");
}
