namespace Glia.Formats;

/// <summary>The kinds of event files that Glia knows.</summary>
public enum EventFileKind
{
    /// <summary>Text: t,unit or t,x,y,p (<see cref="EventCsvFile"/>).</summary>
    Table,

    /// <summary>N-MNIST, N-Caltech101 (<see cref="NMnistFile"/>).</summary>
    NMnist,

    /// <summary>AEDAT 2.0 (<see cref="Aedat2File"/>).</summary>
    Aedat2,

    /// <summary>AEDAT 3.1 (<see cref="Aedat3File"/>).</summary>
    Aedat3,

    /// <summary>AEDAT 4 (<see cref="Aedat4File"/>).</summary>
    Aedat4,

    /// <summary>SHD, SSC (<see cref="HeidelbergSpikesFile"/>).</summary>
    HeidelbergSpikes,

    /// <summary>A sound, which <see cref="Sound.InnerEar"/> turns into spikes (<see cref="WavFile"/>).</summary>
    Wav,
}
