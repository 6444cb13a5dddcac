using Glia.Events;

namespace Glia.Benchmarks;

/// <summary>FEAST as one would write it first: an array of weights a feature, one product after the other.</summary>
internal sealed class PlainFeast(IReadOnlyList<FeastPopulation> populations)
{
    private readonly float[][][] _weights = [.. populations.Select(population => population.Weights().Chunk(population.PatchLength).ToArray())];
    private readonly float[][] _thresholds = [.. populations.Select(population => population.Thresholds.Select(threshold => (float)threshold).ToArray())];
    private readonly float[] _patch = new float[populations[0].PatchLength];

    public int Learn(int polarity, ReadOnlySpan<float> patch)
    {
        var (weights, thresholds, options) = (_weights[polarity], _thresholds[polarity], populations[polarity].Options);
        var squares = 0f;
        for (var i = 0; i < patch.Length; i++)
        {
            squares += patch[i] * patch[i];
        }

        var length = MathF.Sqrt(squares);
        for (var i = 0; i < patch.Length; i++)
        {
            _patch[i] = patch[i] / length;
        }

        var (winner, best) = (-1, float.NegativeInfinity);
        for (var n = 0; n < weights.Length; n++)
        {
            var (row, similarity) = (weights[n], 0f);
            for (var i = 0; i < row.Length; i++)
            {
                similarity += row[i] * _patch[i];
            }

            if (similarity > thresholds[n] && similarity > best)
            {
                (winner, best) = (n, similarity);
            }
        }

        if (winner < 0)
        {
            for (var n = 0; n < thresholds.Length; n++)
            {
                thresholds[n] -= (float)options.ThresholdFall;
            }

            return winner;
        }

        Move(weights[winner], options.LearningRate);
        thresholds[winner] += (float)options.ThresholdRise;
        return winner;
    }

    private void Move(float[] row, float rate)
    {
        var squares = 0f;
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = ((1 - rate) * row[i]) + (rate * _patch[i]);
            squares += row[i] * row[i];
        }

        var length = MathF.Sqrt(squares);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] /= length;
        }
    }
}
