using Glia.Data;
using Glia.Spikes;

namespace Glia.Tests.Data;

/// <summary>The plainest classifier of spikes: the nearest class mean of square roots of counts, in 20 bands of units × parts of the recording.</summary>
internal static class NearestMean
{
    public static double Accuracy(SpikeDataSet data, int parts)
    {
        var means = data.Train.GroupBy(sample => sample.Label).OrderBy(same => same.Key).Select(same => Mean(same.Select(sample => Features(sample.Spikes, parts)))).ToArray();
        return data.Test.Average(sample =>
        {
            var features = Features(sample.Spikes, parts);
            var nearest = Enumerable.Range(0, means.Length).MinBy(label => means[label].Zip(features, (a, b) => (a - b) * (a - b)).Sum());
            return nearest == sample.Label ? 1.0 : 0;
        });
    }

    private static double[] Mean(IEnumerable<double[]> rows)
    {
        var all = rows.ToArray();
        return [.. Enumerable.Range(0, all[0].Length).Select(i => all.Average(row => row[i]))];
    }

    private static double[] Features(SpikeTrains spikes, int parts)
    {
        var binning = new EventBinning { StepMicroseconds = (spikes.Window.Length / parts) + 1, UnitsPerChannel = (spikes.UnitCount + 19) / 20 };
        var counts = Array.ConvertAll(binning.Bin(spikes, parts).Values, count => Math.Sqrt(count));
        var length = Math.Sqrt(counts.Sum(value => value * value));
        return Array.ConvertAll(counts, value => value / length);
    }
}
