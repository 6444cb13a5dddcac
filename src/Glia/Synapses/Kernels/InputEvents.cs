using System.Numerics;

namespace Glia.Synapses.Kernels;

/// <summary>The inputs that are not zero, in one order or another: within a key by ascending index.</summary>
/// <param name="Starts">Where each key's events begin, and their number at the end.</param>
/// <param name="Indices">Input or step of each event.</param>
/// <param name="Values">Its value.</param>
internal sealed record InputEvents<T>(int[] Starts, int[] Indices, T[] Values)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Lists the events by sample and step; the index is the input.</summary>
    public static InputEvents<T> ByStep(ReadOnlySpan<T> input, DelayShape shape)
    {
        var events = Room(input, shape.Batch * shape.Steps);
        var at = 0;
        for (var sample = 0; sample < shape.Batch; sample++)
        {
            for (var step = 0; step < shape.Steps; step++)
            {
                var row = input.Slice(((step * shape.Batch) + sample) * shape.Inputs, shape.Inputs);
                for (var i = 0; i < row.Length; i++)
                {
                    if (row[i] != T.Zero)
                    {
                        (events.Indices[at], events.Values[at]) = (i, row[i]);
                        at++;
                    }
                }

                events.Starts[(sample * shape.Steps) + step + 1] = at;
            }
        }

        return events;
    }

    /// <summary>Lists the events by sample and input; the index is the step.</summary>
    public static InputEvents<T> ByInput(ReadOnlySpan<T> input, DelayShape shape)
    {
        var byStep = ByStep(input, shape);
        var events = Room(input, shape.Batch * shape.Inputs);
        for (var sample = 0; sample < shape.Batch; sample++)
        {
            var (first, last) = (byStep.Starts[sample * shape.Steps], byStep.Starts[(sample + 1) * shape.Steps]);
            var next = new int[shape.Inputs];
            for (var at = first; at < last; at++)
            {
                next[byStep.Indices[at]]++;
            }

            var sum = first;
            for (var i = 0; i < shape.Inputs; i++)
            {
                (next[i], sum) = (sum, sum + next[i]);
                events.Starts[(sample * shape.Inputs) + i + 1] = sum;
            }

            for (var step = 0; step < shape.Steps; step++)
            {
                for (var at = byStep.Starts[(sample * shape.Steps) + step]; at < byStep.Starts[(sample * shape.Steps) + step + 1]; at++)
                {
                    var to = next[byStep.Indices[at]]++;
                    (events.Indices[to], events.Values[to]) = (step, byStep.Values[at]);
                }
            }
        }

        return events;
    }

    private static InputEvents<T> Room(ReadOnlySpan<T> input, int keys)
    {
        var count = input.Length - input.Count(T.Zero);
        return new InputEvents<T>(new int[keys + 1], new int[count], new T[count]);
    }
}
