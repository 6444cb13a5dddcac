namespace Glia.Continual;

/// <summary>One chunk of a stream of tasks ("experience"): what is trained on, and what tells how well it is known.</summary>
/// <param name="Name">The task in a few words: <c>permutation 3</c>, <c>digits 0 1</c>.</param>
/// <param name="Train">Training samples.</param>
/// <param name="Test">Test samples; never used to choose anything.</param>
/// <param name="Validation">Training images kept apart, to choose hyper-parameters by; may be empty.</param>
/// <param name="Fingerprint">SHA-256 of the task's pixel order (32-bit little endian), or empty where pixels keep their places.</param>
public sealed record ContinualTask(string Name, TaskSamples Train, TaskSamples Test, TaskSamples Validation, string Fingerprint);
