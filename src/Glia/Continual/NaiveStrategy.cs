namespace Glia.Continual;

/// <summary>Fine-tuning: nothing is done against forgetting.</summary>
public sealed class NaiveStrategy : IContinualStrategy;
