using Glia.Random;

namespace Glia.Synapses;

/// <summary>Random motifs of spikes, and rasters in which they are hidden.</summary>
/// <remarks>
/// <para>A motif is a kernel of evidence over neurons and delays: E·max-tail of a normal number where it exceeds its (1 − density) quantile, 0 elsewhere, times
/// exp(−t/0.4)·(1 − exp(−t/0.05)) with t from 0 to 1 along the motif, followed by a lowered chance of −0.8 and −0.2 of it in the next two steps.</para>
/// <para>A neuron spikes with probability σ(logit p_A + Σ B(m, t + d)·K_m(neuron, d)): a motif that ends at t made spikes d steps before.
/// Grimaldi, Perrinet and colleagues, ICANN 2023, as their notebook has it.</para>
/// </remarks>
public static class MotifGenerator
{
    private const double Decay = 0.4;
    private const double Rise = 0.05;

    /// <summary>Draws motifs: a class each, a channel a neuron, one row and one column.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static SpatioTemporalKernel Motifs(MotifOptions options, RandomStream random)
    {
        options.Validated();
        var kernel = new SpatioTemporalKernel(options.Motifs, options.Neurons, options.Delays, 1, 1);
        var quantile = NormalQuantile(1 - options.Density);
        var course = new double[options.Delays];
        for (var motif = 0; motif < options.Motifs; motif++)
        {
            for (var neuron = 0; neuron < options.Neurons; neuron++)
            {
                for (var step = 0; step < options.Delays; step++)
                {
                    var value = random.NextGaussian();
                    var t = options.Delays == 1 ? 1 : step / (options.Delays - 1.0);
                    course[step] = value > quantile ? options.Excitability * value * Math.Exp(-t / Decay) * (1 - Math.Exp(-t / Rise)) : 0;
                }

                for (var step = 0; step < options.Delays; step++)
                {
                    // Steps run with time, delays against it.
                    kernel[motif, neuron, options.Delays - 1 - step, 0, 0] = (float)(course[step]
                        - (0.8 * (step > 0 ? course[step - 1] : 0)) - (0.2 * (step > 1 ? course[step - 2] : 0)));
                }
            }
        }

        return kernel;
    }

    /// <summary>Draws when motifs happen and the spikes that follow from that.</summary>
    /// <param name="motifs">The motifs, as <see cref="Motifs"/> makes them.</param>
    /// <param name="steps">Length of the raster; motifs lie inside it wholly.</param>
    /// <param name="options">The two rates.</param>
    /// <param name="random">Where occurrences and spikes come from.</param>
    /// <exception cref="ArgumentException">The raster is shorter than a motif, or an option is out of range.</exception>
    public static MotifRaster Raster(SpatioTemporalKernel motifs, int steps, MotifOptions options, RandomStream random)
    {
        options.Validated();
        if (steps < motifs.Delays)
        {
            throw new ArgumentException($"A raster of {steps} steps is too short for motifs of {motifs.Delays}.", nameof(steps));
        }

        var evidence = new double[motifs.Channels, steps];
        var (which, when) = (new List<int>(), new List<int>());
        for (var t = motifs.Delays - 1; t < steps; t++)
        {
            for (var motif = 0; motif < motifs.Classes; motif++)
            {
                if (random.NextDouble() < options.MotifRate)
                {
                    which.Add(motif);
                    when.Add(t);
                    for (var neuron = 0; neuron < motifs.Channels; neuron++)
                    {
                        for (var delay = 0; delay < motifs.Delays; delay++)
                        {
                            evidence[neuron, t - delay] += motifs[motif, neuron, delay, 0, 0];
                        }
                    }
                }
            }
        }

        var background = Math.Log(options.BackgroundRate / (1 - options.BackgroundRate));
        var (spikeTimes, neurons) = (new List<int>(), new List<int>());
        for (var t = 0; t < steps; t++)
        {
            for (var neuron = 0; neuron < motifs.Channels; neuron++)
            {
                if (random.NextDouble() < 1 / (1 + Math.Exp(-(background + evidence[neuron, t]))))
                {
                    spikeTimes.Add(t);
                    neurons.Add(neuron);
                }
            }
        }

        var zeros = new int[neurons.Count];
        return new MotifRaster(SpatioTemporalEvents.From((steps, motifs.Channels, 1, 1), spikeTimes.ToArray(), neurons.ToArray(), zeros, zeros), which, when);
    }

    // The quantile of the normal distribution above one half, by adding up its density in steps of 1e-4.
    private static double NormalQuantile(double probability)
    {
        const double step = 1e-4;
        var (x, below) = (0.0, 0.5);
        static double Density(double value) => Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI);
        while (below < probability && x < 8)
        {
            below += step * (Density(x) + (4 * Density(x + (step / 2))) + Density(x + step)) / 6;
            x += step;
        }

        return x;
    }
}
