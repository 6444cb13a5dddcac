using Glia.Lab.Statistics;

namespace Glia.Studies.MetaNeuron;

/// <summary>Estimates of accuracies.</summary>
internal static class Shares
{
    /// <summary>Cuts the interval at 0 and 1: a t interval knows nothing of the ends of the scale.</summary>
    public static Estimate OnScale(this Estimate estimate) => estimate with { Lower = Math.Max(0, estimate.Lower), Upper = Math.Min(1, estimate.Upper) };
}
