namespace Glia.Studies.SnnDelays;

/// <summary>What is to be told apart.</summary>
public enum DelayTask
{
    /// <summary>Orders in which eight channels fire, one hidden layer.</summary>
    Patterns,

    /// <summary>Spoken digits as spikes, two hidden layers.</summary>
    SpokenDigits,

    /// <summary>The Spiking Heidelberg Digits from their files, two hidden layers.</summary>
    Heidelberg,
}
