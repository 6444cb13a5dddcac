using Glia.Random;
using Glia.Spikes;

namespace Glia.Identification;

/// <summary>Input to the branched cell: Poisson spikes whose rates are constant for a while and then drawn anew.</summary>
/// <remarks>
/// After every U(50, 400) ms each branch gets an excitatory rate, log-uniform from 1 to 40 Hz a synapse, and an inhibitory one, 1 to 30 Hz;
/// with probability ½ one pair for all branches.
/// </remarks>
public static class BranchedInput
{
    private const double ExcitatoryHz = 40;
    private const double InhibitoryHz = 30;

    /// <summary>Draws the input spikes of one recording: excitatory synapses of all branches, then inhibitory ones.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="random">Stream that is read.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static SpikeTrains Draw(BranchedCellOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        options.Validated();
        var (times, units) = (new List<long>(), new List<int>());
        var (duration, inhibitory) = ((double)options.DurationMs, options.Branches * options.ExcitatoryPerBranch);
        for (var from = 0.0; from < duration;)
        {
            var until = Math.Min(duration, from + 50 + (350 * random.NextDouble()));
            var shared = random.NextDouble() < 0.5;
            var rates = (Excitatory: Rate(random, ExcitatoryHz), Inhibitory: Rate(random, InhibitoryHz));
            for (var branch = 0; branch < options.Branches; branch++)
            {
                if (!shared && branch > 0)
                {
                    rates = (Rate(random, ExcitatoryHz), Rate(random, InhibitoryHz));
                }

                Fill(branch * options.ExcitatoryPerBranch, options.ExcitatoryPerBranch, rates.Excitatory);
                Fill(inhibitory + (branch * options.InhibitoryPerBranch), options.InhibitoryPerBranch, rates.Inhibitory);
            }

            // The spikes of n synapses are one process of n times the rate, each spike at one of them.
            void Fill(int first, int synapses, double rate)
            {
                for (var time = Gap(from); time < until; time = Gap(time))
                {
                    times.Add((long)(time * 1000));
                    units.Add(first + random.NextInt(synapses));
                }

                double Gap(double time) => time - (Math.Log(1 - random.NextDouble()) * 1000 / (rate * synapses));
            }

            from = until;
        }

        return SpikeTrains.Sort([.. times], [.. units], options.Inputs, new TimeWindow(0, options.DurationMs * 1000L));
    }

    private static double Rate(RandomStream random, double greatest) => Math.Exp(random.NextDouble() * Math.Log(greatest));
}
