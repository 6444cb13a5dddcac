namespace Glia.Studies.SnnDelays;

/// <summary>How the learning rate of the weights runs.</summary>
internal enum WeightSchedule
{
    /// <summary>A cosine from the rate to 0, step by step; no weight decay.</summary>
    Cosine,

    /// <summary>The paper's: one cycle up to the rate and down, epoch by epoch, Adam's β₁ with it, and weight decay on synapses.</summary>
    OneCycle,
}
