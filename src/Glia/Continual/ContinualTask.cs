namespace Glia.Continual;

/// <summary>One chunk of a stream of tasks ("experience"): what is trained on, and what tells how well it is known.</summary>
/// <param name="Name">The task in a few words: <c>permutation 3</c>, <c>classes 0 1</c>.</param>
/// <param name="Train">Training samples.</param>
/// <param name="Test">Test samples; never used to choose anything.</param>
/// <param name="Validation">Training images kept apart, to choose hyper-parameters by; may be empty.</param>
/// <param name="Fingerprint">The task's <see cref="PixelMap.Fingerprint"/>, or empty where pixels keep their places.</param>
public sealed record ContinualTask(string Name, TaskSamples Train, TaskSamples Test, TaskSamples Validation, string Fingerprint);
