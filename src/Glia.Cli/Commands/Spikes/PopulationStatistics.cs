namespace Glia.Cli.Commands.Spikes;

/// <summary>What <c>glia spikes stats</c> tells of a recording: medians are over the units for which a value is defined.</summary>
internal sealed record PopulationStatistics(
    int Spikes, int Units, int SilentUnits, double DurationMs, double MeanRateHz, double MedianRateHz, double MedianCv, double MedianCv2,
    double MedianFano, double CountMs, double SynchronyChi, double BinMs);
