using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>What a strategy knows about a phase.</summary>
/// <param name="Index">The phase, from 0.</param>
/// <param name="Task">The new task.</param>
/// <param name="Network">The network in training.</param>
/// <param name="Random">Random numbers for the strategy in this phase.</param>
public sealed record ContinualPhase(int Index, ContinualTask Task, ITrainableNetwork Network, RandomStream Random);
