namespace Glia.Synapses;

/// <summary>Finds motifs of spikes by neurons whose synapses have delays: each adds up the evidence for its motif, and the highest sums are taken.</summary>
/// <remarks>The number of occurrences is given: the threshold is the quantile that leaves so many, as in the notebook of the paper.</remarks>
public sealed class MotifDetector
{
    private readonly SpatioTemporalKernel _kernel;

    /// <summary>Makes a detector with a neuron for each class of a kernel of one row and one column.</summary>
    /// <exception cref="ArgumentException">The kernel extends in space.</exception>
    public MotifDetector(SpatioTemporalKernel kernel) => _kernel = kernel.Height == 1 && kernel.Width == 1
        ? kernel.Copy()
        : throw new ArgumentException($"A motif has neurons and delays and no place; the kernel has {kernel.Height} × {kernel.Width} places.", nameof(kernel));

    /// <summary>The evidence for each motif at each step: [step, motif].</summary>
    public float[,] Evidence(SpatioTemporalEvents spikes)
    {
        var evidence = SpatioTemporalConvolution.Forward(_kernel, spikes);
        var result = new float[spikes.Steps, _kernel.Classes];
        for (var t = 0; t < spikes.Steps; t++)
        {
            for (var motif = 0; motif < _kernel.Classes; motif++)
            {
                result[t, motif] = evidence[t, 0, 0][motif];
            }
        }

        return result;
    }

    /// <summary>The motif and step of the highest sums, as many as asked for.</summary>
    /// <param name="spikes">The spikes; as many channels as the kernel.</param>
    /// <param name="count">How many occurrences there are.</param>
    public IReadOnlySet<(int Motif, int Time)> Detect(SpatioTemporalEvents spikes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var evidence = SpatioTemporalConvolution.Forward(_kernel, spikes);
        var highest = new PriorityQueue<(int Motif, int Time), float>();
        for (var t = 0; t < spikes.Steps; t++)
        {
            var sums = evidence[t, 0, 0];
            for (var motif = 0; motif < sums.Length; motif++)
            {
                if (highest.Count < count)
                {
                    highest.Enqueue((motif, t), sums[motif]);
                }
                else if (highest.TryPeek(out _, out var lowest) && sums[motif] > lowest)
                {
                    highest.EnqueueDequeue((motif, t), sums[motif]);
                }
            }
        }

        return highest.UnorderedItems.Select(item => item.Element).ToHashSet();
    }

    /// <summary>The fraction of a raster's motifs that are found with their exact step; NaN where there are none.</summary>
    public double TruePositives(MotifRaster raster)
    {
        var found = Detect(raster.Spikes, raster.Motifs.Count);
        return raster.Motifs.Count == 0 ? double.NaN : raster.Motifs.Zip(raster.Times).Count(found.Contains) / (double)raster.Motifs.Count;
    }
}
