namespace Glia.Studies.ElmNeuron;

/// <summary>What is changed in the expressive leaky memory neuron.</summary>
public enum ElmVariant
{
    /// <summary>Nothing.</summary>
    Whole,

    /// <summary>Synapses read inputs drawn at random, with replacement.</summary>
    DrawnRouting,

    /// <summary>All memories have a time constant of 1 ms.</summary>
    Tau1,

    /// <summary>All memories have a time constant of 5 ms.</summary>
    Tau5,

    /// <summary>All memories have a time constant of 150 ms.</summary>
    Tau150,

    /// <summary>The hidden layer has no nonlinearity: the two layers are one linear map.</summary>
    Linear,

    /// <summary>λ is 1 instead of 5.</summary>
    Lambda1,

    /// <summary>The greatest time constant is a fiftieth of the sequence.</summary>
    ShortTau,
}
