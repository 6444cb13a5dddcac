using Glia.Random;

namespace Glia.Continual;

/// <summary>Draws the phases of a plan, one after the other.</summary>
internal sealed class RehearsalDraw(RehearsalSchedule schedule, int tasks, RandomStream random)
{
    private readonly long[] _lastSample = new long[tasks];
    private long _now;

    public RehearsalPhase Phase(int phase, int samples)
    {
        _now += samples;
        _lastSample[phase] = _now;
        var count = phase == 0 ? 0 : (int)Math.Floor(schedule.Fraction * samples);
        var drawn = new int[count];
        if (schedule.Source == RehearsalSource.CurrentTask || count == 0)
        {
            Array.Fill(drawn, phase);
            _now += count;
            return new RehearsalPhase(phase, samples, drawn, []);
        }

        var weights = new double[phase];
        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            _now++;
            if (i == 0 || schedule.Clock == RehearsalClock.LastPerformed)
            {
                total = Weigh(phase, weights);
            }

            drawn[i] = Pick(weights, total);
            _lastSample[drawn[i]] = _now;
        }

        return new RehearsalPhase(phase, samples, drawn, schedule.Clock == RehearsalClock.Phase ? [.. weights.Select(weight => weight / total)] : []);
    }

    private double Weigh(int phase, double[] weights)
    {
        for (var task = 0; task < phase; task++)
        {
            weights[task] = schedule.Kernel.Weight(schedule.Clock == RehearsalClock.Phase ? phase - task : _now - _lastSample[task]);
        }

        var total = weights.Sum();
        var unit = schedule.Clock == RehearsalClock.Phase ? "phases" : "samples";
        return total > 0
            ? total
            : throw new ArgumentException($"The kernel '{schedule.Kernel}' gives every earlier task the weight 0 in phase {phase + 1} (lags in {unit}); nothing could be rehearsed.");
    }

    private int Pick(double[] weights, double total)
    {
        var left = random.NextDouble() * total;
        var last = 0;
        for (var task = 0; task < weights.Length; task++)
        {
            if (weights[task] > 0)
            {
                last = task;
                left -= weights[task];
                if (left < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
