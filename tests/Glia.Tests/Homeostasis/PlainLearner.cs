using Glia.Continual;
using Glia.Homeostasis;
using Glia.Networks;

namespace Glia.Tests.Homeostasis;

/// <summary>The learner written plainly, in double precision: dense inputs, every imagined step taken on a copy of all parameters.</summary>
internal sealed class PlainLearner(MultilayerPerceptron network, ILearningRateRule rule, SparseImages images)
{
    private readonly List<int> _seen = [];

    public double[][][] Weights { get; private set; } = [.. network.Layers.Select(layer => Enumerable.Range(0, layer.Inputs + 1)
        .Select(input => Enumerable.Range(0, layer.Outputs).Select(output => (double)network.Parameters[layer.WeightOffset + (input * layer.Stride) + output]).ToArray()).ToArray())];

    public int Learn(int[] batch, ConceptMap concept)
    {
        var correct = batch.Count(image => Predict(Weights, image) == concept[images.Label(image)]);
        if (rule.ActsAt(_seen.Count))
        {
            var first = batch[0];
            var gradient = Gradient(Weights, first, concept[images.Label(first)]);
            rule.Meet(
                new Encounter(_seen.Count, Predict(Weights, first), concept[images.Label(first)]),
                new CopiedUpdate(this, gradient, batch.Length, _seen[^Math.Min(_seen.Count, rule.Memory)..], concept));
        }

        var gradients = batch.Select(image => Gradient(Weights, image, concept[images.Label(image)])).ToList();
        Weights = gradients.Aggregate(Weights, (weights, gradient) => Moved(weights, gradient, rule.Rate / batch.Length));
        _seen.AddRange(batch);
        return correct;
    }

    public static double[][][] Moved(double[][][] weights, double[][][] gradient, double step) =>
        [.. weights.Select((layer, l) => layer.Select((row, i) => row.Select((value, o) => value - (step * gradient[l][i][o])).ToArray()).ToArray())];

    public double[][][] Gradient(double[][][] weights, int image, int label)
    {
        var activations = Forward(weights, image);
        var logits = activations[^1];
        var sum = logits.Sum(value => Math.Exp(value - logits.Max()));
        var error = logits.Select((value, i) => (Math.Exp(value - logits.Max()) / sum) - (i == label ? 1 : 0)).ToArray();
        var gradient = new double[weights.Length][][];
        for (var l = weights.Length - 1; l >= 0; l--)
        {
            var below = activations[l];
            gradient[l] = [.. below.Append(1).Select(x => error.Select(e => x * e).ToArray())];
            error = [.. below.Select((h, i) => weights[l][i].Zip(error, (w, e) => w * e).Sum() * (h > 0 ? 1 : h + 1))];
        }

        return gradient;
    }

    public double[][] Forward(double[][][] weights, int image)
    {
        var pixels = new float[images.Width];
        images.CopyTo(image, [], pixels);
        var activations = new List<double[]> { Array.ConvertAll(pixels, pixel => (double)pixel) };
        for (var l = 0; l < weights.Length; l++)
        {
            var below = activations[^1];
            activations.Add([.. Enumerable.Range(0, weights[l][0].Length).Select(output =>
            {
                var z = weights[l][^1][output] + below.Select((x, i) => x * weights[l][i][output]).Sum();
                return l == weights.Length - 1 || z > 0 ? z : Math.Exp(z) - 1;
            })]);
        }

        return [.. activations];
    }

    public int Predict(double[][][] weights, int image)
    {
        var logits = Forward(weights, image)[^1];
        return Array.IndexOf(logits, logits.Max());
    }

    private sealed class CopiedUpdate(PlainLearner learner, double[][][] gradient, int batch, List<int> memory, ConceptMap concept) : IImaginedUpdate
    {
        public int Correct(double rate)
        {
            var moved = Moved(learner.Weights, gradient, rate / batch);
            return memory.Count(image => learner.Predict(moved, image) == concept[learner.Images.Label(image)]);
        }
    }

    private SparseImages Images => images;
}
