using Glia.Networks;

namespace Glia.Tests.Networks;

/// <summary>The same network in double precision, element by element: what the fast one is compared to.</summary>
internal static class PlainPerceptron
{
    public static (double Loss, double[] Gradient) LossAndGradient(MultilayerPerceptron network, float[][] inputs, int[] labels)
    {
        var gradient = new double[network.Parameters.Length];
        var loss = 0.0;
        for (var n = 0; n < inputs.Length; n++)
        {
            var (activations, logits) = Forward(network, inputs[n]);
            var largest = logits.Max();
            var sum = logits.Sum(value => Math.Exp(value - largest));
            loss += Math.Log(sum) + largest - logits[labels[n]];
            var error = logits.Select((value, i) => (Math.Exp(value - largest) / sum) - (i == labels[n] ? 1 : 0)).ToArray();
            for (var l = network.Layers.Count - 1; l >= 0; l--)
            {
                error = Backward(network, l, activations[l], error, gradient, inputs.Length);
            }
        }

        return (loss / inputs.Length, gradient);
    }

    public static (double[][] Activations, double[] Logits) Forward(MultilayerPerceptron network, float[] input)
    {
        var activations = new List<double[]>();
        var x = input.Select(value => (double)value).ToArray();
        for (var l = 0; l < network.Layers.Count; l++)
        {
            activations.Add(x);
            var layer = network.Layers[l];
            var y = new double[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
            {
                y[o] = network.Parameters[layer.BiasOffset + o];
                for (var i = 0; i < layer.Inputs; i++)
                {
                    y[o] += x[i] * network.Parameters[layer.WeightOffset + (i * layer.Stride) + o];
                }

                y[o] = l < network.Layers.Count - 1 ? Math.Max(0, y[o]) : y[o];
            }

            x = y;
        }

        return ([.. activations], x);
    }

    private static double[] Backward(MultilayerPerceptron network, int l, double[] x, double[] error, double[] gradient, int count)
    {
        var layer = network.Layers[l];
        var below = new double[layer.Inputs];
        for (var o = 0; o < layer.Outputs; o++)
        {
            gradient[layer.BiasOffset + o] += error[o] / count;
            for (var i = 0; i < layer.Inputs; i++)
            {
                var place = layer.WeightOffset + (i * layer.Stride) + o;
                gradient[place] += x[i] * error[o] / count;
                below[i] += x[i] > 0 || l == 0 ? network.Parameters[place] * error[o] : 0;
            }
        }

        return below;
    }
}
