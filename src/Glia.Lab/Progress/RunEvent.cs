using System.Text.Json.Serialization;

namespace Glia.Lab.Progress;

/// <summary>Something that happened in a run; a line of <c>events.jsonl</c> and of <c>--json</c>.</summary>
/// <param name="Time">When, in universal time.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run started")]
[JsonDerivedType(typeof(TrialStarted), "trial started")]
[JsonDerivedType(typeof(TrialStep), "step")]
[JsonDerivedType(typeof(TrialFinished), "trial finished")]
[JsonDerivedType(typeof(TrialFailed), "trial failed")]
[JsonDerivedType(typeof(RunWarning), "warning")]
[JsonDerivedType(typeof(RunEnded), "run ended")]
public abstract record RunEvent(DateTimeOffset Time);

/// <summary>A run, or the rest of one, begins.</summary>
/// <param name="Time">When.</param>
/// <param name="Run">The run's name.</param>
/// <param name="Trials">Trials of the plan.</param>
/// <param name="Missing">Trials that have no result yet.</param>
/// <param name="Executor">Who runs them.</param>
public sealed record RunStarted(DateTimeOffset Time, string Run, int Trials, int Missing, string Executor) : RunEvent(Time);

/// <summary>A trial begins.</summary>
/// <param name="Time">When.</param>
/// <param name="Key">The trial.</param>
/// <param name="Arm">The trial's arm.</param>
/// <param name="Seed">The trial's seed.</param>
public sealed record TrialStarted(DateTimeOffset Time, string Key, string Arm, long Seed) : RunEvent(Time);

/// <summary>A trial has done some of its steps.</summary>
/// <param name="Time">When.</param>
/// <param name="Key">The trial.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
/// <param name="Metrics">Metrics so far.</param>
public sealed record TrialStep(DateTimeOffset Time, string Key, int Done, int Total, IReadOnlyDictionary<string, double> Metrics) : RunEvent(Time);

/// <summary>A trial's result is written.</summary>
/// <param name="Time">When.</param>
/// <param name="Key">The trial.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Metrics">What it measured.</param>
public sealed record TrialFinished(DateTimeOffset Time, string Key, double Seconds, IReadOnlyDictionary<string, double> Metrics) : RunEvent(Time);

/// <summary>A trial ended without a result.</summary>
/// <param name="Time">When.</param>
/// <param name="Key">The trial.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="Attempt">The how-manieth try it was, from 1.</param>
/// <param name="Final">Whether it will not be tried again.</param>
public sealed record TrialFailed(DateTimeOffset Time, string Key, string Message, int Attempt, bool Final) : RunEvent(Time);

/// <summary>Something that the user should know, such as a damaged trial file that was set aside.</summary>
/// <param name="Time">When.</param>
/// <param name="Message">What, in a sentence.</param>
public sealed record RunWarning(DateTimeOffset Time, string Message) : RunEvent(Time);

/// <summary>A run ends.</summary>
/// <param name="Time">When.</param>
/// <param name="Completed">Trials that have a result.</param>
/// <param name="Trials">Trials of the plan.</param>
/// <param name="Interrupted">Whether the user ended it.</param>
public sealed record RunEnded(DateTimeOffset Time, int Completed, int Trials, bool Interrupted) : RunEvent(Time);
