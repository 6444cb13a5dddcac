using Glia.Lab.Studies;

namespace Glia.Studies.ElmNeuron;

/// <summary>The claims with their rules, fixed before any run that is judged.</summary>
internal static class ElmNeuronClaims
{
    private const string Fit = "NeuronIO test set, Branch-ELM; here a simulated neuron of eight branches, d_m the greatest of the run (15)";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new("C1", "One neuron with under 10,000 parameters reproduces a pyramidal cell's spikes.", "AUC 0.9915 at 6,827 parameters (d_m = 15)", Fit,
            "AUC ≥ 0.95 in the mean, and over the GLM by ≥ 0.01 in the mean with the interval above 0; partly if one of the two"),
        new("C2", "It reproduces the somatic voltage.", "explained variance 95.3 %, RMSE 0.663 mV (d_m = 15)", Fit,
            "explained variance ≥ 0.9 in the mean; partly if the interval reaches 0.9"),
        new("C3", "Accuracy grows with the number of memories.", "AUC 0.9437 (d_m = 1) to 0.9915 (15)", Fit,
            "AUC of the greatest minus the least d_m ≥ 0.02, interval above 0; reproduced only if no step up in d_m loses more than 0.005"),
        new("C4", "It needs far fewer parameters than gated recurrent networks.", "direction only", Fit,
            "above the LSTM of as many parameters in AUC and in explained variance (both intervals above 0), and at most 0.005 AUC below the largest LSTM; partly if one or two of the three. "
            + "LSTM: the better of plain and chrono on validation data"),
        new("C5", "It beats the LSTM at adding spoken digits in fine time bins.", "direction only; figures not readable", "SHD-Adding; here spoken digits of espeak-ng, finest bins (5 ms)",
            "accuracy over the better LSTM (by validation) ≥ 0.05, interval above 0"),
        new("C6", "The gap widens with finer bins.", "direction only; figures not readable", "SHD-Adding; here 20 ms against 5 ms",
            "ELM loses < 0.05 from coarse to fine bins, and the LSTM loses more than it (interval above 0); partly if one of the two"),
        new("C7", "Its memory reaches as far as its time constants.", "follows from the equations", "ours: one of eight pulses at the first step, then noise, named after 100 and 1,000 steps",
            "at every delay: accuracy > 0.95 with τ up to T, and within 0.05 of chance with τ up to T/50; partly if only one of the two holds at every delay"),
        new("C8", "It uses the order of its inputs.", "ours: a fit that survives shuffling would be fake", Fit,
            "AUC minus AUC with the bins of each window shuffled ≥ 0.1, interval above 0"),
        new("C9", "Slow memories are needed.", "ours: must lose without them", Fit, "AUC over all τ = 1 ms ≥ 0.01, interval above 0"),
        new("C10", "Branches with the neuron's own wiring help.", "direction only", Fit, "AUC over random routing: interval above 0"),
        new("C11", "The hidden layer's nonlinearity is needed.", "direction only", Fit, "AUC over one linear map: interval above 0"),
        new("C12", "Memories of different time constants are needed.", "direction only", Fit, "AUC over all τ = 5 ms and over all τ = 150 ms: both intervals above 0; partly if one"),
        new("C13", "The write scale λ.", "λ = 5 in all models", Fit, "AUC over λ = 1: reported, without a threshold"),
        new("C14", "SHD is learnt in ten epochs.", "86 % test accuracy (the repository's notebook)", "SHD, d_m = 100, bins of 10 ms", "accuracy ≥ 0.84 in the mean; partly if ≥ 0.8"),
        new("C15", "It solves long sequences of the Long Range Arena.", "Pathfinder-X above 70 %, sequences of 16,384 steps", "Long Range Arena", "not tested: no data here"),
        new("C16", "It needs far fewer parameters than a temporal convolution network.", "6,827 parameters where a TCN of seven layers needed about ten million", Fit,
            "at most 0.005 AUC below the TCN (three layers of 32 channels, 35 steps each), at most 0.01 of explained variance below it, and at most a tenth of its parameters; partly if fewer parameters and one of the other two"),
    ];
}
