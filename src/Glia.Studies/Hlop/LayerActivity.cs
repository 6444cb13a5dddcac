using Glia.Continual;
using Glia.Networks;

namespace Glia.Studies.Hlop;

/// <summary>The activity of each layer's input for some samples of a task.</summary>
internal static class LayerActivity
{
    private const int Rows = 16;

    public static List<float[]>[] Of(ITrainableNetwork network, TaskSamples samples, int count)
    {
        var batch = network.CreateBatch(Rows);
        var activity = network.Layers.Select(_ => new List<float[]>()).ToArray();
        for (var first = 0; first < Math.Min(count, samples.Count); first += Rows)
        {
            var rows = Math.Min(Rows, Math.Min(count, samples.Count) - first);
            for (var row = 0; row < rows; row++)
            {
                samples.CopyTo(first + row, batch.Input(row));
            }

            batch.Forward(rows);
            for (var layer = 0; layer < activity.Length; layer++)
            {
                activity[layer].AddRange(Enumerable.Range(0, rows).Select(row => batch.Presynaptic(layer, row).ToArray()));
            }
        }

        return activity;
    }
}
