namespace Glia.Continual;

/// <summary>One training sample of a stream.</summary>
/// <param name="Task">The task.</param>
/// <param name="Sample">The sample among the task's.</param>
public readonly record struct SampleReference(int Task, int Sample);
