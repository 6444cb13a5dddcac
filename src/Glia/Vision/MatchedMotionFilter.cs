using Glia.Synapses;

namespace Glia.Vision;

/// <summary>Kernels in closed form: for each motion how much likelier than for the others an event is at each place and delay around an event of now (naive Bayes).</summary>
/// <remarks>q(c, p, d, dy, dx) is how often there is an event beside an ON event of motion c, OFF events counted with both polarities flipped.
/// K = ln(q/(1 − q)) and bias = Σ ln(1 − q), less their means over the motions. The centre has the weights that a <see cref="MotionDetector"/> starts with, so that
/// places with an event of now are heard.</remarks>
public sealed class MatchedMotionFilter
{
    private const double RarestEvent = 1e-3;
    private readonly SpatioTemporalKernel _counts;
    private readonly double[] _triggers;

    /// <summary>Makes a filter that has seen nothing.</summary>
    /// <param name="classes">Motions.</param>
    /// <param name="delays">Delays, 0 included.</param>
    /// <param name="height">Rows, odd.</param>
    /// <param name="width">Columns, odd.</param>
    public MatchedMotionFilter(int classes, int delays, int height, int width)
    {
        _counts = new SpatioTemporalKernel(classes, 2, delays, height, width);
        _triggers = new double[classes];
    }

    /// <summary>Counts the events around each event of a film.</summary>
    /// <param name="events">The events.</param>
    /// <param name="labels">The class of each step.</param>
    public void Add(SpatioTemporalEvents events, ReadOnlySpan<int> labels)
    {
        foreach (var seen in new[] { events, events.Flipped() })
        {
            // A one at each ON event, in the place of an error: what a gradient adds up there are the events that came before.
            var triggers = new SpatioTemporalEvidence(_counts, events.Steps, events.Height, events.Width);
            for (var i = 0; i < seen.Count; i++)
            {
                var inside = seen.Step[i] >= _counts.Delays - 1 && seen.Y[i] >= triggers.BorderY && seen.Y[i] < events.Height - triggers.BorderY
                    && seen.X[i] >= triggers.BorderX && seen.X[i] < events.Width - triggers.BorderX;
                if (seen.Channel[i] == 1 && inside)
                {
                    triggers[seen.Step[i], seen.Y[i], seen.X[i]][labels[seen.Step[i]]] = 1;
                    _triggers[labels[seen.Step[i]]]++;
                }
            }

            SpatioTemporalConvolution.AddGradient(seen, triggers, _counts);
        }
    }

    /// <summary>The kernel of all that was seen.</summary>
    /// <exception cref="InvalidOperationException">A motion was never seen.</exception>
    public SpatioTemporalKernel Kernel()
    {
        if (_triggers.AsSpan().Contains(0))
        {
            throw new InvalidOperationException($"No event of motion {Array.IndexOf(_triggers, 0)} was seen; more films are needed.");
        }

        var kernel = new SpatioTemporalKernel(_counts.Classes, 2, _counts.Delays, _counts.Height, _counts.Width);
        var silence = new double[kernel.Classes];
        double Rate(int c, int channel, int delay, int dy, int dx) => Math.Clamp(_counts[c, channel, delay, dy, dx] / _triggers[c], RarestEvent, 1 - RarestEvent);
        kernel.Map((c, channel, delay, dy, dx, _) =>
        {
            if (delay == 0 && dy == kernel.Height / 2 && dx == kernel.Width / 2)
            {
                return channel == 1 ? MotionDetector.CentreWeight : -MotionDetector.CentreWeight;
            }

            var rate = Rate(c, channel, delay, dy, dx);
            silence[c] += Math.Log(1 - rate);
            return (float)Math.Log(rate / (1 - rate));
        });
        var mean = kernel.Copy();
        kernel.Map((_, channel, delay, dy, dx, weight) => delay == 0 && dy == kernel.Height / 2 && dx == kernel.Width / 2
            ? weight
            : weight - Enumerable.Range(0, kernel.Classes).Average(c => mean[c, channel, delay, dy, dx]));
        for (var c = 0; c < kernel.Classes; c++)
        {
            kernel.Bias[c] = (float)(silence[c] - silence.Average());
        }

        return kernel;
    }
}
