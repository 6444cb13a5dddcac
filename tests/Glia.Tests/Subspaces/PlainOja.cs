using Glia.Subspaces;

namespace Glia.Tests.Subspaces;

/// <summary>Oja's rule with momentum in double precision, number by number, all rows in every step.</summary>
internal sealed class PlainOja(float[] rows, int frozen, OjaSubspaceOptions options)
{
    private readonly double[] _momentum = new double[rows.Length];

    public double[] Rows { get; } = [.. rows.Select(value => (double)value)];

    public void Update(float[] activity, int samples)
    {
        var inputs = activity.Length / samples;
        var count = Rows.Length / inputs;
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            var change = new double[Rows.Length];
            for (var b = 0; b < samples; b++)
            {
                var x = activity.AsSpan(b * inputs, inputs);
                var y = new double[count];
                for (var m = 0; m < count; m++)
                {
                    for (var i = 0; i < inputs; i++)
                    {
                        y[m] += Rows[(m * inputs) + i] * x[i];
                    }

                    if (options.Lateral is { } lateral)
                    {
                        y[m] = Math.Round(Math.Clamp(y[m], -lateral.Range, lateral.Range) / lateral.Range * lateral.Spikes) / lateral.Spikes * lateral.Range;
                    }
                }

                for (var i = 0; i < inputs; i++)
                {
                    var left = (double)x[i];
                    for (var m = 0; m < count; m++)
                    {
                        left -= y[m] * Rows[(m * inputs) + i];
                    }

                    for (var m = frozen; m < count; m++)
                    {
                        change[(m * inputs) + i] += y[m] * left / samples;
                    }
                }
            }

            for (var i = frozen * inputs; i < Rows.Length; i++)
            {
                _momentum[i] = (options.Momentum * _momentum[i]) + ((1 - options.Momentum) * Math.Clamp(change[i], -options.Clip, options.Clip));
                Rows[i] += options.LearningRate * _momentum[i];
            }
        }
    }
}
