using System.Numerics.Tensors;
using Glia.Continual;
using Glia.Networks;

namespace Glia.Tests.Continual;

/// <summary>Two parameters whose loss on a sample (a, b, m, n) is ½ a (θ₀ − m)² + ½ b (θ₁ − n)²: every strategy's answer can be worked out by hand.</summary>
internal sealed class QuadraticNetwork : ITrainableNetwork
{
    private readonly float[] _parameters = new float[2];

    public IReadOnlyList<int> Sizes { get; } = [4, 1];

    public IReadOnlyList<PerceptronLayer> Layers { get; } = [];

    public Span<float> Parameters => _parameters;

    /// <summary>Tasks of samples (a, b, m, n), each number in 255ths.</summary>
    public static ContinualBenchmark Tasks(params byte[][][] tasks)
    {
        ContinualTask Task(byte[][] samples) =>
            SyntheticDigits.Task(new SparseImages([.. samples.SelectMany(sample => sample)], new byte[samples.Length], 4));

        return new ContinualBenchmark(TaskScenario.DomainIncremental, [.. tasks.Select(Task)], 4, 1, 1);
    }

    public ITrainingBatch CreateBatch(int capacity) => new Batch(this, capacity);

    public ITrainableNetwork Copy()
    {
        var copy = new QuadraticNetwork();
        _parameters.CopyTo(copy._parameters, 0);
        return copy;
    }

    private sealed class Batch(QuadraticNetwork network, int capacity) : ITrainingBatch
    {
        private readonly float[] _inputs = new float[4 * capacity];
        private readonly float[] _logits = new float[capacity];
        private readonly float[] _errors = new float[capacity];

        public ITrainableNetwork Network => network;

        public int Capacity => capacity;

        public int Rows { get; private set; }

        public Span<float> Input(int row) => _inputs.AsSpan(4 * row, 4);

        public ReadOnlySpan<float> Logits(int row) => _logits.AsSpan(row, 1);

        public ReadOnlySpan<float> Presynaptic(int layer, int row) => throw new NotSupportedException("The quadratic network has no layers.");

        public Span<float> OutputError(int row) => _errors.AsSpan(row, 1);

        public void Forward(int rows)
        {
            Rows = rows;
            for (var row = 0; row < rows; row++)
            {
                _logits[row] = 0;
                for (var i = 0; i < 2; i++)
                {
                    var distance = network._parameters[i] - Input(row)[2 + i];
                    _logits[row] -= Input(row)[i] * distance * distance / 2;
                }
            }
        }

        public double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale)
        {
            _errors.AsSpan(0, Rows).Fill(-scale);
            return -_logits.Take(Rows).Average();
        }

        public void Backward(Span<float> gradient)
        {
            gradient.Clear();
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 0; i < 2; i++)
                {
                    gradient[i] += Slope(row, i);
                }
            }
        }

        public void BackwardAndStep(float rate)
        {
            var gradient = new float[2];
            Backward(gradient);
            TensorPrimitives.FusedMultiplyAdd(gradient, -rate, network._parameters, network._parameters);
        }

        public void AddSquaredGradients(Span<float> sum)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 0; i < 2; i++)
                {
                    sum[i] += Slope(row, i) * Slope(row, i);
                }
            }
        }

        private float Slope(int row, int i) => -_errors[row] * Input(row)[i] * (network._parameters[i] - Input(row)[2 + i]);
    }
}
