namespace Glia.Tests.Events;

/// <summary>FEAST as the paper's rules read, in double precision, pixel by pixel.</summary>
internal sealed class ReferenceFeast(double[][] weights, double[] thresholds, double rate, double rise, double fall)
{
    public double[][] Weights => weights;

    public double[] Thresholds => thresholds;

    public int Learn(ReadOnlySpan<float> patch)
    {
        var c = Array.ConvertAll(patch.ToArray(), value => (double)value);
        var length = Math.Sqrt(c.Sum(value => value * value));
        c = Array.ConvertAll(c, value => value / length);
        var winner = -1;
        var best = double.NegativeInfinity;
        for (var n = 0; n < weights.Length; n++)
        {
            var similarity = weights[n].Zip(c, (w, value) => w * value).Sum();
            if (similarity > thresholds[n] && similarity > best)
            {
                (winner, best) = (n, similarity);
            }
        }

        if (winner < 0)
        {
            for (var n = 0; n < thresholds.Length; n++)
            {
                thresholds[n] -= fall;
            }

            return -1;
        }

        var moved = weights[winner].Zip(c, (w, value) => ((1 - rate) * w) + (rate * value)).ToArray();
        var norm = Math.Sqrt(moved.Sum(value => value * value));
        weights[winner] = Array.ConvertAll(moved, value => value / norm);
        thresholds[winner] += rise;
        return winner;
    }
}
