namespace Glia.Studies.SnnDelays;

/// <summary>What is to be told apart.</summary>
public enum DelayTask
{
    /// <summary>Orders in which eight channels fire, one hidden layer.</summary>
    Patterns,

    /// <summary>Spoken digits of espeak-ng as spikes, two hidden layers.</summary>
    SpokenDigits,

    /// <summary>The Free Spoken Digit Dataset, people heard by the same ear, two hidden layers.</summary>
    FreeSpokenDigits,

    /// <summary>The Spiking Heidelberg Digits (SHD) from their files.</summary>
    Heidelberg,

    /// <summary>The Spiking Speech Commands (SSC) from their files.</summary>
    SpikingCommands,

    /// <summary>Google Speech Commands (GSC) from their folder, as log-mel features.</summary>
    SpeechCommands,
}
