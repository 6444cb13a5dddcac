namespace Glia.Continual;

/// <summary>Accuracies on permuted MNIST that others have published, to be shown beside one's own.</summary>
public static class PublishedAccuracies
{
    private const string Gpm = "Saha, Garg, Roy 2021 (GPM)";
    private const string GpmSetting = "10 tasks, 784-100-100-10, few passes over 60,000 images";
    private const string ThreeScenarios = "van de Ven, Tolias 2019";
    private const string ThreeScenariosSetting = "10 tasks, two layers of 1,000, 5,000 iterations a task";
    private const string Baselines = "continual-learning-baselines (ContinualAI)";

    /// <summary>Permuted MNIST with one head (domain-incremental). Settings differ from source to source: compare within one.</summary>
    public static IReadOnlyList<PublishedAccuracy> PermutedMnist { get; } =
    [
        new("OGD", GpmSetting, 0.826, -0.14, Gpm, true),
        new("GEM", GpmSetting, 0.834, -0.15, Gpm, true),
        new("A-GEM", GpmSetting, 0.836, -0.14, Gpm, true),
        new("ER-reservoir", GpmSetting, 0.872, -0.11, Gpm, true),
        new("EWC", GpmSetting, 0.900, -0.04, Gpm, true),
        new("OWM", GpmSetting, 0.907, -0.01, Gpm, true),
        new("GPM", GpmSetting, 0.939, -0.03, Gpm, true),
        new("joint", GpmSetting, 0.967, null, Gpm, true),
        new("naive", ThreeScenariosSetting, 0.785, null, ThreeScenarios, true),
        new("LwF", ThreeScenariosSetting, 0.726, null, ThreeScenarios, true),
        new("EWC", ThreeScenariosSetting, 0.943, null, ThreeScenarios, true),
        new("online EWC", ThreeScenariosSetting, 0.944, null, ThreeScenarios, true),
        new("SI", ThreeScenariosSetting, 0.953, null, ThreeScenarios, true),
        new("DGR", ThreeScenariosSetting, 0.951, null, ThreeScenarios, true),
        new("DGR with distillation", ThreeScenariosSetting, 0.974, null, ThreeScenarios, true),
        new("joint", ThreeScenariosSetting, 0.976, null, ThreeScenarios, true),
        new("EWC", "10 tasks, 784-512-10, SGD 0.001, 10 epochs, λ 1", 0.83, null, Baselines, false),
        new("SI", "10 tasks, 784-1000-10, Adam 0.001, 10 epochs, λ 10", 0.83, null, Baselines, false),
        new("LFL", "4 tasks, 784-256-10, SGD 0.01, 3 epochs", 0.88, null, Baselines, false),
        new("GEM", "17 tasks, 784-100-100-10, SGD 0.1, one pass, 1,000 stored a task (the repository's result file says 0.93)", 0.80, null, Baselines, false),
        new("A-GEM", "17 tasks, 784-256-256-10, SGD 0.1, one pass, 250 stored a task", 0.81, null, Baselines, false),
        new("MIR", "10 tasks, 784-400-10, SGD 0.05, one pass over 1,000 images a task, 500 stored", 0.80, null, Baselines, false),
    ];

    /// <summary>The published accuracies of one strategy.</summary>
    public static IReadOnlyList<PublishedAccuracy> Of(string strategy) => [.. PermutedMnist.Where(published => published.Strategy == strategy)];
}
