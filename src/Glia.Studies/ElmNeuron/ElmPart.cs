namespace Glia.Studies.ElmNeuron;

/// <summary>What a trial's model has to do.</summary>
public enum ElmPart
{
    /// <summary>Reproduce the output spikes and the somatic voltage of a simulated neuron from its input spikes.</summary>
    NeuronIo,

    /// <summary>Add two spoken digits that follow each other.</summary>
    SpokenSum,

    /// <summary>Name at the end which of eight pulses came at the beginning.</summary>
    Recall,

    /// <summary>Tell the spoken digits of the Heidelberg data set apart.</summary>
    Heidelberg,
}
