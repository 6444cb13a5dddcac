namespace Glia.Continual;

/// <summary>The strategies of this library as a set of arms for comparisons.</summary>
public static class ComparedStrategies
{
    /// <summary>All strategies, each with its grid of strengths.</summary>
    /// <param name="memoryPerTask">Samples stored per task by those that store samples; replay gets as many in all.</param>
    /// <param name="tasks">Number of tasks.</param>
    /// <param name="directionsPerTask">Gradients a task that OGD keeps; each is as large as the network.</param>
    public static IReadOnlyList<ComparedStrategy> All(int memoryPerTask, int tasks, int directionsPerTask)
    {
        var memory = memoryPerTask * tasks;
        return
        [
            new("naive", _ => new NaiveStrategy()),
            new("joint", benchmark => new JointTraining(benchmark)),
            new("cumulative", _ => new CumulativeTraining()),
            Replay("ER-reservoir", () => new ReservoirBuffer(memory)),
            Replay("ER-ring", () => new TaskRingBuffer(memoryPerTask)),
            Replay("ER-class-balanced", () => new ClassBalancedBuffer(memory)),
            Replay("ER-task-balanced", () => new TaskBalancedBuffer(memory)),
            new("EWC", [0.1, 0.3, 1, 3, 10], (strength, _) => new ElasticWeightConsolidation(strength)),
            new("online EWC", [0.1, 0.3, 1, 3, 10], (strength, _) => new OnlineElasticWeightConsolidation(strength)),
            new("SI", [0.01, 0.03, 0.1, 0.3, 1], (strength, _) => new SynapticIntelligence(strength)),
            new("LwF", [0.01, 0.03, 0.1, 0.3, 1], (strength, _) => new LearningWithoutForgetting(LearningWithoutForgetting.Growing(strength, tasks))),
            new("A-GEM", _ => new AveragedGradientEpisodicMemory(memoryPerTask)),
            new("GEM", [0, 0.5], (margin, _) => new GradientEpisodicMemory(memoryPerTask) { Margin = margin }),
            new("GPM", [0.95, 0.99], (threshold, _) => new GradientProjectionMemory { FirstThreshold = threshold }),
            new("OGD", _ => new OrthogonalGradientDescent(directionsPerTask)),
        ];
    }

    private static ComparedStrategy Replay(string name, Func<IReplayBuffer> buffer) => new(name, _ => new ExperienceReplay(buffer()));
}
