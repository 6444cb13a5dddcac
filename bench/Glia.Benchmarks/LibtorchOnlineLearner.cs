using Glia.Continual;
using Glia.Homeostasis;
using Glia.Networks;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>Online learning operation by operation in libtorch, without its autograd, which costs more still; imagined steps are taken on new tensors.</summary>
internal sealed class LibtorchOnlineLearner
{
    private readonly SparseImages _images;
    private readonly ILearningRateRule _rule;
    private readonly Tensor[] _weights;
    private readonly Tensor[] _biases;
    private readonly float[] _pixels;
    private int[] _memory = [];
    private int _sample;

    public LibtorchOnlineLearner(MultilayerPerceptron network, ILearningRateRule rule, SparseImages images)
    {
        (_images, _rule) = (images, rule);
        _pixels = new float[images.Width];
        var blocks = network.Layers.Select(layer => tensor(network.Parameters.Slice(layer.WeightOffset, layer.Length).ToArray(), [layer.Inputs + 1, layer.Stride])).ToList();
        _weights = [.. network.Layers.Zip(blocks, (layer, block) => block.narrow(0, 0, layer.Inputs).narrow(1, 0, layer.Outputs).clone())];
        _biases = [.. network.Layers.Zip(blocks, (layer, block) => block[layer.Inputs].narrow(0, 0, layer.Outputs).clone())];
    }

    public void Learn(ReadOnlySpan<int> batch)
    {
        using var scope = NewDisposeScope();
        var inputs = Inputs(batch);
        var labels = Labels(batch);
        var (sums, activations) = Forward(inputs, _weights, _biases);
        var errors = Errors(sums, labels);
        if (_rule.ActsAt(_sample))
        {
            var predicted = (int)sums[^1][0].argmax().item<long>();
            var gradients = Enumerable.Range(0, _weights.Length).Select(l => (Weight: activations[l].narrow(0, 0, 1).t().mm(errors[l].narrow(0, 0, 1)), Bias: errors[l][0])).ToArray();
            _rule.Meet(new Encounter(_sample, predicted, _images.Label(batch[0])), new NewTensors(this, gradients, batch.Length));
        }

        for (var l = 0; l < _weights.Length; l++)
        {
            _weights[l].addmm_(activations[l].t(), errors[l], 1, (float)(-_rule.Rate / batch.Length));
            _biases[l].AddInPlace(errors[l].sum(dim: 0), -_rule.Rate / batch.Length);
        }

        int[] seen = [.. _memory, .. batch];
        _memory = seen[Math.Max(0, seen.Length - _rule.Memory)..];
        _sample += batch.Length;
    }

    private Tensor Inputs(ReadOnlySpan<int> images)
    {
        var pixels = new float[images.Length * _images.Width];
        for (var row = 0; row < images.Length; row++)
        {
            _images.CopyTo(images[row], [], _pixels);
            _pixels.CopyTo(pixels, row * _images.Width);
        }

        return tensor(pixels, [images.Length, _images.Width]);
    }

    private Tensor Labels(ReadOnlySpan<int> images)
    {
        var labels = new long[images.Length];
        for (var row = 0; row < images.Length; row++)
        {
            labels[row] = _images.Label(images[row]);
        }

        return tensor(labels);
    }

    private static (Tensor[] Sums, Tensor[] Activations) Forward(Tensor inputs, IReadOnlyList<Tensor> weights, IReadOnlyList<Tensor> biases)
    {
        var (sums, activations) = (new List<Tensor>(), new List<Tensor> { inputs });
        for (var l = 0; l < weights.Count; l++)
        {
            sums.Add(addmm(biases[l], activations[l], weights[l], 1, 1));
            activations.Add(nn.functional.elu(sums[l], 1));
        }

        return ([.. sums], [.. activations]);
    }

    private Tensor[] Errors(Tensor[] sums, Tensor labels)
    {
        var errors = new Tensor[sums.Length];
        errors[^1] = sums[^1].softmax(1) - nn.functional.one_hot(labels, sums[^1].shape[1]).to_type(ScalarType.Float32);
        for (var l = sums.Length - 2; l >= 0; l--)
        {
            errors[l] = errors[l + 1].mm(_weights[l + 1].t()) * sums[l].clamp_max(KeptScalar.Of(0.0)).exp();
        }

        return errors;
    }

    private sealed class NewTensors(LibtorchOnlineLearner learner, (Tensor Weight, Tensor Bias)[] gradients, int samples) : IImaginedUpdate
    {
        private readonly Tensor _inputs = learner.Inputs(learner._memory);
        private readonly Tensor _labels = learner.Labels(learner._memory);

        public int Correct(double rate)
        {
            var weights = learner._weights.Select((weight, l) => weight.Plus(gradients[l].Weight, -rate / samples)).ToList();
            var biases = learner._biases.Select((bias, l) => bias.Plus(gradients[l].Bias, -rate / samples)).ToList();
            return (int)Forward(_inputs, weights, biases).Sums[^1].argmax(1).eq(_labels).sum().item<long>();
        }
    }
}
