using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Identification;

/// <summary>Stretches of recordings as tensors: signed input spikes, output spikes and scaled voltage, in bins of 1 ms.</summary>
/// <remarks>Inhibitory spikes are −1, so that positive weights keep Dale's law. The voltage is clipped at −55 mV, so that spikes do not outweigh all else, and scaled: (min(V, −55) + 67.7)/10.</remarks>
public static class NeuronWindows
{
    /// <summary>Where the voltage is clipped, in mV.</summary>
    public const double ClipMillivolts = -55;

    private const double Shift = 67.7;
    private const double Scale = 10;
    private const long MicrosecondsPerMs = 1000;

    /// <summary>Draws windows at random places of random recordings.</summary>
    /// <param name="recordings">The recordings, all of the same inputs.</param>
    /// <param name="random">Stream that is read.</param>
    /// <param name="batch">Number of windows B.</param>
    /// <param name="steps">Length T of a window in ms.</param>
    /// <param name="skippedMs">Windows begin at this time at the earliest.</param>
    /// <returns>[T, B, inputs], and the targets [T, B, 2]: spike and scaled voltage.</returns>
    /// <exception cref="ArgumentException">A recording is shorter than a window and what is skipped.</exception>
    public static (Tensor Inputs, Tensor Targets) Draw(IReadOnlyList<NeuronRecording> recordings, RandomStream random, int batch, int steps, int skippedMs = 500)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentNullException.ThrowIfNull(random);
        var places = new (NeuronRecording, int)[batch];
        foreach (ref var place in places.AsSpan())
        {
            var recording = recordings[random.NextInt(recordings.Count)];
            var room = recording.DurationMs - skippedMs - steps;
            place = room >= 0 ? (recording, skippedMs + random.NextInt(room + 1))
                : throw new ArgumentException($"A window of {steps} ms after {skippedMs} ms needs recordings of {skippedMs + steps} ms; one has {recording.DurationMs}.", nameof(recordings));
        }

        return At(places, steps);
    }

    /// <summary>Takes windows at given places.</summary>
    /// <param name="places">Recording and first millisecond of each window; what lies past a recording's end is 0.</param>
    /// <param name="steps">Length T of a window in ms.</param>
    /// <returns>[T, B, inputs], and the targets [T, B, 2]: spike and scaled voltage.</returns>
    public static (Tensor Inputs, Tensor Targets) At(IReadOnlyList<(NeuronRecording Recording, int StartMs)> places, int steps)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentOutOfRangeException.ThrowIfZero(places.Count, nameof(places));
        Libtorch.EnsureLoaded();
        var (batch, channels) = (places.Count, places[0].Recording.Inputs.UnitCount);
        var (inputs, targets) = (zeros(steps, batch, channels), zeros(steps, batch, 2));
        var inputSpan = inputs.AsSpan<float>();
        var targetSpan = targets.AsSpan<float>();
        for (var b = 0; b < batch; b++)
        {
            var (recording, start) = places[b];
            FillInputs(recording, start, steps, inputSpan[(b * channels)..], batch * channels);
            FillTargets(recording, start, steps, targetSpan[(b * 2)..], batch * 2);
        }

        return (inputs, targets);
    }

    /// <summary>Returns millivolts of a scaled voltage.</summary>
    public static double Millivolts(double scaled) => (scaled * Scale) - Shift;

    private static void FillInputs(NeuronRecording recording, int start, int steps, Span<float> destination, int stride)
    {
        var times = recording.Inputs.Times;
        var units = recording.Inputs.Units;
        var first = times.BinarySearch(start * MicrosecondsPerMs);
        for (first = first < 0 ? ~first : first; first > 0 && times[first - 1] == start * MicrosecondsPerMs;)
        {
            first--;
        }

        for (var i = first; i < times.Length && times[i] < (start + steps) * MicrosecondsPerMs; i++)
        {
            destination[(((int)(times[i] / MicrosecondsPerMs) - start) * stride) + units[i]] += units[i] < recording.Excitatory ? 1 : -1;
        }
    }

    private static void FillTargets(NeuronRecording recording, int start, int steps, Span<float> destination, int stride)
    {
        for (var t = 0; t < Math.Min(steps, recording.DurationMs - start); t++)
        {
            destination[(t * stride) + 1] = (float)((Math.Min(recording.SomaMillivolts[start + t], ClipMillivolts) + Shift) / Scale);
        }

        foreach (var spike in recording.OutputSpikesMs)
        {
            if (spike >= start && spike < start + steps)
            {
                destination[(spike - start) * stride] = 1;
            }
        }
    }
}
