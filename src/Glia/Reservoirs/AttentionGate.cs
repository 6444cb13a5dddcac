namespace Glia.Reservoirs;

/// <summary>When within a trial a readout learns: from some time after the cue until some time after the event.</summary>
/// <remarks>A readout that goes on learning after the event would be told that nothing comes then only in trials with that event's input, which prediction does not have.</remarks>
public sealed record AttentionGate
{
    /// <summary>Opens this many milliseconds after the cue. Default 50.</summary>
    public int OpensMs { get; init; } = 50;

    /// <summary>Closes this many milliseconds after the event. Default 80.</summary>
    public int ClosesAfterEventMs { get; init; } = 80;

    /// <summary>A gate that is open all the time.</summary>
    public static AttentionGate AlwaysOpen { get; } = new() { OpensMs = 0, ClosesAfterEventMs = int.MaxValue };

    /// <summary>G: 1 where the gate is open, 0 where it is closed.</summary>
    /// <param name="ms">Time after the cue in milliseconds.</param>
    /// <param name="eventMs">Time of the event after the cue in milliseconds.</param>
    public double Value(int ms, int eventMs) => ms >= OpensMs && ms <= (long)eventMs + ClosesAfterEventMs ? 1 : 0;
}
