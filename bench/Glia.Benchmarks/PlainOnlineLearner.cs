using Glia.Continual;
using Glia.Homeostasis;
using Glia.Networks;

namespace Glia.Benchmarks;

/// <summary>Online learning as one would write it first: sample by sample, number by number, and imagined steps taken on a copy of all parameters.</summary>
internal sealed class PlainOnlineLearner
{
    private readonly SparseImages _images;
    private readonly ILearningRateRule _rule;
    private readonly int[] _sizes;
    private readonly float[][] _activations;
    private readonly float[][] _errors;
    private readonly float[][] _weights;
    private readonly float[][] _gradient;
    private readonly CopiedUpdate _update;
    private readonly List<int> _memory = [];
    private int _sample;

    public PlainOnlineLearner(MultilayerPerceptron network, ILearningRateRule rule, SparseImages images)
    {
        (_images, _rule, _sizes) = (images, rule, [.. network.Sizes]);
        _activations = [.. _sizes.Select(size => new float[size])];
        _errors = [.. _sizes.Select(size => new float[size])];
        _weights = [.. network.Layers.Select(layer => Enumerable.Range(0, layer.Inputs + 1)
            .SelectMany(input => network.Parameters.Slice(layer.WeightOffset + (input * layer.Stride), layer.Outputs).ToArray()).ToArray())];
        _gradient = [.. _weights.Select(layer => new float[layer.Length])];
        _update = new CopiedUpdate(this);
    }

    public void Learn(ReadOnlySpan<int> batch)
    {
        foreach (var layer in _gradient)
        {
            Array.Clear(layer);
        }

        for (var row = 0; row < batch.Length; row++)
        {
            var predicted = Predict(_weights, batch[row]);
            AddGradient(_images.Label(batch[row]));
            if (row == 0 && _rule.ActsAt(_sample))
            {
                _update.Samples = batch.Length;
                _rule.Meet(new Encounter(_sample, predicted, _images.Label(batch[0])), _update);
            }
        }

        Move(_weights, (float)(_rule.Rate / batch.Length));
        _memory.AddRange(batch);
        _memory.RemoveRange(0, Math.Max(0, _memory.Count - _rule.Memory));
        _sample += batch.Length;
    }

    private int Predict(float[][] weights, int image)
    {
        _images.CopyTo(image, [], _activations[0]);
        for (var l = 0; l < weights.Length; l++)
        {
            var (below, above) = (_activations[l], _activations[l + 1]);
            Array.Copy(weights[l], below.Length * above.Length, above, 0, above.Length);
            for (var i = 0; i < below.Length; i++)
            {
                if (below[i] != 0)
                {
                    for (var o = 0; o < above.Length; o++)
                    {
                        above[o] += below[i] * weights[l][(i * above.Length) + o];
                    }
                }
            }

            for (var o = 0; l < weights.Length - 1 && o < above.Length; o++)
            {
                above[o] = above[o] > 0 ? above[o] : MathF.Exp(above[o]) - 1;
            }
        }

        return Array.IndexOf(_activations[^1], _activations[^1].Max());
    }

    private void AddGradient(int label)
    {
        var (logits, top) = (_activations[^1], _errors[^1]);
        var (largest, sum) = (logits.Max(), 0f);
        for (var o = 0; o < logits.Length; o++)
        {
            top[o] = MathF.Exp(logits[o] - largest);
            sum += top[o];
        }

        for (var o = 0; o < logits.Length; o++)
        {
            top[o] = (top[o] / sum) - (o == label ? 1 : 0);
        }

        for (var l = _weights.Length - 1; l >= 0; l--)
        {
            var (below, error, lower) = (_activations[l], _errors[l + 1], _errors[l]);
            for (var i = 0; i < below.Length; i++)
            {
                var back = 0f;
                for (var o = 0; o < error.Length && (l > 0 || below[i] != 0); o++)
                {
                    _gradient[l][(i * error.Length) + o] += below[i] * error[o];
                    back += _weights[l][(i * error.Length) + o] * error[o];
                }

                lower[i] = back * (below[i] > 0 ? 1 : below[i] + 1);
            }

            for (var o = 0; o < error.Length; o++)
            {
                _gradient[l][(below.Length * error.Length) + o] += error[o];
            }
        }
    }

    private void Move(float[][] weights, float step)
    {
        for (var l = 0; l < weights.Length; l++)
        {
            for (var i = 0; i < weights[l].Length; i++)
            {
                weights[l][i] -= step * _gradient[l][i];
            }
        }
    }

    private sealed class CopiedUpdate(PlainOnlineLearner learner) : IImaginedUpdate
    {
        private readonly float[][] _copy = [.. learner._weights.Select(layer => new float[layer.Length])];

        public int Samples { get; set; }

        public int Correct(double rate)
        {
            for (var l = 0; l < _copy.Length; l++)
            {
                learner._weights[l].CopyTo(_copy[l], 0);
            }

            learner.Move(_copy, (float)(rate / Samples));
            return learner._memory.Count(image => learner.Predict(_copy, image) == learner._images.Label(image));
        }
    }
}
