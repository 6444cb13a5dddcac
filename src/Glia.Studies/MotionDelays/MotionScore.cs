using Glia.Synapses;
using Glia.Vision;

namespace Glia.Studies.MotionDelays;

/// <summary>How many films of one motion a kernel gets right.</summary>
internal sealed class MotionScore(SpatioTemporalKernel kernel)
{
    // Below this fraction going from synapse to synapse is faster than adding whole rows.
    private const double SparseBelow = 0.04;

    private readonly SpatioTemporalSynapses? _synapses = kernel.NonzeroCount < SparseBelow * kernel.WeightCount ? new SpatioTemporalSynapses(kernel) : null;

    public int Decide(SpatioTemporalEvents events) => MotionDecision.OfMovie(
        _synapses is null ? PolarityFlipMax.Forward(kernel, events) : PolarityFlipMax.Forward(_synapses, kernel, events), kernel.Delays);

    public double Accuracy(IReadOnlyList<MotionStimuli.Film> films) => films.Average(film => Decide(film.Events) == film.Motion ? 1.0 : 0);
}
