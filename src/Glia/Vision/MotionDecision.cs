using System.Numerics.Tensors;
using Glia.Synapses;

namespace Glia.Vision;

/// <summary>Decides on a motion from the evidence at all places whose receptive field lies inside the film.</summary>
public static class MotionDecision
{
    /// <summary>Fraction of places that <see cref="OfMovie(SpatioTemporalEvidence, int)"/> listens to.</summary>
    public const double ActiveFraction = 0.15;

    /// <summary>The motion of a film that has one motion all the time: the mean evidence at the most active places and steps, its largest class.</summary>
    /// <remarks>Active are places whose largest evidence lies above its 85th percentile over the film. As the notebook of Grimaldi and Perrinet has it.</remarks>
    /// <param name="evidence">The evidence.</param>
    /// <param name="delays">Delays of the kernel: earlier steps do not count.</param>
    /// <param name="path">The path that was filmed.</param>
    /// <exception cref="ArgumentException">The path changes its motion; ask for <see cref="OfSteps"/>.</exception>
    public static int OfMovie(SpatioTemporalEvidence evidence, int delays, EyeMovementPath path) => path.IsConstant
        ? OfMovie(evidence, delays)
        : throw new ArgumentException("A film whose motion changes has not one motion; decide step by step.", nameof(path));

    /// <summary>The motion of a film that is known to have one.</summary>
    /// <inheritdoc cref="OfMovie(SpatioTemporalEvidence, int, EyeMovementPath)" path="/remarks|/param"/>
    /// <param name="evidence">The evidence.</param>
    /// <param name="delays">Delays of the kernel: earlier steps do not count.</param>
    public static int OfMovie(SpatioTemporalEvidence evidence, int delays)
    {
        var activity = Activity(evidence, delays);
        var sorted = (float[])activity.Clone();
        Array.Sort(sorted);

        // Where hardly anything is active the percentile is the value of silence, which most places share: then those count that are above it, or else all.
        var threshold = sorted[(int)((1 - ActiveFraction) * (sorted.Length - 1))];
        var least = sorted[^1] > threshold ? MathF.BitIncrement(threshold) : threshold;
        var sums = new double[evidence.Classes];
        var next = 0;
        Visit(evidence, delays, (_, _, _, place) =>
        {
            if (activity[next++] >= least)
            {
                for (var c = 0; c < place.Length; c++)
                {
                    sums[c] += place[c];
                }
            }
        });
        return TensorPrimitives.IndexOfMax<double>(sums);
    }

    /// <summary>A motion for each step from the mean evidence over all places; −1 for the steps before the longest delay.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="delays">Delays of the kernel.</param>
    public static int[] OfSteps(SpatioTemporalEvidence evidence, int delays)
    {
        var sums = new double[evidence.Steps, evidence.Classes];
        Visit(evidence, delays, (t, _, _, place) =>
        {
            for (var c = 0; c < place.Length; c++)
            {
                sums[t, c] += place[c];
            }
        });
        var decisions = new int[evidence.Steps];
        for (var t = 0; t < evidence.Steps; t++)
        {
            decisions[t] = t < delays - 1 ? -1 : Enumerable.Range(0, evidence.Classes).MaxBy(c => sums[t, c]);
        }

        return decisions;
    }

    /// <summary>The fraction of steps of a film with changing motion that are decided rightly.</summary>
    /// <exception cref="ArgumentException">The path never changes its motion.</exception>
    public static double StepAccuracy(SpatioTemporalEvidence evidence, int delays, EyeMovementPath path)
    {
        if (path.IsConstant)
        {
            throw new ArgumentException("The film has one motion all the time; there is no change to follow. Score it as one film.", nameof(path));
        }

        var decisions = OfSteps(evidence, delays);
        var right = 0;
        for (var t = delays - 1; t < decisions.Length; t++)
        {
            right += decisions[t] == path.Labels[t] ? 1 : 0;
        }

        return right / (double)(decisions.Length - delays + 1);
    }

    /// <summary>Spikes of the neurons with the largest evidence of their place: the strongest so many that each neuron has the given rate on average.</summary>
    /// <param name="evidence">The evidence, steps of a millisecond.</param>
    /// <param name="delays">Delays of the kernel.</param>
    /// <param name="rate">Spikes per neuron and second; the paper's is about 1.</param>
    /// <returns>Spikes whose channel is the class.</returns>
    public static SpatioTemporalEvents WinnerSpikes(SpatioTemporalEvidence evidence, int delays, double rate = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        var winners = new List<(float Value, int T, int Class, int Y, int X)>();
        Visit(evidence, delays, (t, y, x, place) =>
        {
            var winner = TensorPrimitives.IndexOfMax<float>(place);
            winners.Add((place[winner], t, winner, y, x));
        });
        var count = Math.Min(winners.Count, (int)Math.Round(rate * winners.Count * evidence.Classes / 1000));
        var spikes = winners.OrderByDescending(winner => winner.Value).Take(count).OrderBy(winner => winner.T).ToList();
        return SpatioTemporalEvents.From(
            (evidence.Steps, evidence.Classes, evidence.Height, evidence.Width),
            [.. spikes.Select(spike => spike.T)], [.. spikes.Select(spike => spike.Class)], [.. spikes.Select(spike => spike.Y)], [.. spikes.Select(spike => spike.X)]);
    }

    private static float[] Activity(SpatioTemporalEvidence evidence, int delays)
    {
        var (rows, columns) = (evidence.Height - (2 * evidence.BorderY), evidence.Width - (2 * evidence.BorderX));
        if (rows < 1 || columns < 1 || evidence.Steps < delays)
        {
            throw new ArgumentException($"A film of {evidence.Steps} × {evidence.Height} × {evidence.Width} has no place whose receptive field lies inside.", nameof(evidence));
        }

        var (activity, next) = (new float[(evidence.Steps - delays + 1) * rows * columns], 0);
        Visit(evidence, delays, (_, _, _, place) => activity[next++] = TensorPrimitives.Max<float>(place));
        return activity;
    }

    private static void Visit(SpatioTemporalEvidence evidence, int delays, Visitor visitor)
    {
        for (var t = delays - 1; t < evidence.Steps; t++)
        {
            for (var y = evidence.BorderY; y < evidence.Height - evidence.BorderY; y++)
            {
                var row = evidence.Row(t, y);
                for (var x = evidence.BorderX; x < evidence.Width - evidence.BorderX; x++)
                {
                    visitor(t, y, x, row.Slice(x * evidence.Classes, evidence.Classes));
                }
            }
        }
    }

    private delegate void Visitor(int t, int y, int x, ReadOnlySpan<float> place);
}
