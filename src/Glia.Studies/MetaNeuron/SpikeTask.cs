namespace Glia.Studies.MetaNeuron;

/// <summary>Which two classes are told apart.</summary>
public enum SpikeTask
{
    /// <summary>None: the arm draws its own trains.</summary>
    None,

    /// <summary>Eight Bernoulli trains, 0.08 or 0.10 spikes a step.</summary>
    Rates,

    /// <summary>Eight Markov trains of equal rate, p(1|1) 0.1 or 0.4.</summary>
    Bursts,

    /// <summary>Digits 3 and 8 of MNIST as Poisson spikes.</summary>
    Digits,
}
