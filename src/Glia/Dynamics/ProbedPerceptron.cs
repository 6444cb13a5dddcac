using Glia.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>A <see cref="MultilayerPerceptron"/> on probe examples: all its weights and biases, its logits, and the units of its last hidden layer.</summary>
/// <remarks>Parameters are in the order of layers, units, inputs; the bias is a unit's last input. Thread-safe: no.</remarks>
public sealed class ProbedPerceptron : IProbedModel
{
    private readonly MultilayerPerceptron _network;
    private readonly PerceptronWorkspace _workspace;
    private readonly int[] _exampleOfRow;
    private readonly float[] _gradient;

    /// <summary>Fixes the probe examples.</summary>
    /// <param name="network">The network, which training changes in place.</param>
    /// <param name="examples">[examples, inputs].</param>
    /// <exception cref="ArgumentException">The examples have another number of inputs than the network.</exception>
    public ProbedPerceptron(MultilayerPerceptron network, Matrix<double> examples)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.ColumnCount != network.Sizes[0])
        {
            throw new ArgumentException($"The network has {network.Sizes[0]} inputs and the probe examples {examples.ColumnCount}.", nameof(examples));
        }

        _network = network;
        _workspace = new PerceptronWorkspace(network, examples.RowCount);
        _gradient = new float[network.Parameters.Length];
        Outputs = network.Sizes[^1];
        _exampleOfRow = [.. Enumerable.Range(0, examples.RowCount).SelectMany(example => Enumerable.Repeat(example, Outputs))];
        foreach (var (example, input, value) in examples.EnumerateIndexed())
        {
            _workspace.Input(example)[input] = (float)value;
        }
    }

    /// <inheritdoc/>
    public int ParameterCount => _network.ParameterCount;

    /// <inheritdoc/>
    public int OutputCount => _exampleOfRow.Length;

    private int Outputs { get; }

    private int Examples => _exampleOfRow.Length / Outputs;

    /// <inheritdoc/>
    public double[] Parameters()
    {
        var values = new List<double>(ParameterCount);
        foreach (var layer in _network.Layers)
        {
            for (var unit = 0; unit < layer.Outputs; unit++)
            {
                for (var input = 0; input <= layer.Inputs; input++)
                {
                    values.Add(_network.Parameters[layer.WeightOffset + (input * layer.Stride) + unit]);
                }
            }
        }

        return [.. values];
    }

    /// <inheritdoc/>
    public Matrix<double> Representation()
    {
        _workspace.Forward(Examples);
        var layer = _network.Sizes.Count - 2;
        return Matrix<double>.Build.Dense(Examples, _network.Sizes[layer], (example, unit) => _workspace.Activation(layer, example)[unit]);
    }

    /// <inheritdoc/>
    public Matrix<double> Jacobian(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, OutputCount);
        var factors = Factors();
        var jacobian = Matrix<double>.Build.Dense(count, ParameterCount);
        var row = new double[ParameterCount];
        for (var index = 0; index < count; index++)
        {
            var at = 0;
            foreach (var layer in factors)
            {
                layer.WriteRow(first + index, row.AsSpan(at, layer.ErrorSize * layer.InputSize));
                at += layer.ErrorSize * layer.InputSize;
            }

            jacobian.SetRow(index, row);
        }

        return jacobian;
    }

    /// <inheritdoc/>
    public Matrix<double> TangentKernel()
    {
        var kernel = Matrix<double>.Build.Dense(OutputCount, OutputCount);
        foreach (var layer in Factors())
        {
            layer.AddTo(kernel);
        }

        return kernel;
    }

    private TangentFactors[] Factors()
    {
        TangentFactors[] factors = [.. _network.Layers.Select(layer => new TangentFactors(_exampleOfRow, Examples, 1, layer.Outputs, layer.Inputs + 1))];
        _workspace.Forward(Examples);
        for (var layer = 0; layer < factors.Length; layer++)
        {
            for (var example = 0; example < Examples; example++)
            {
                var input = factors[layer].Input(example, 0);
                _workspace.Activation(layer, example).CopyTo(input);
                input[^1] = 1;
            }
        }

        for (var output = 0; output < Outputs; output++)
        {
            for (var example = 0; example < Examples; example++)
            {
                _workspace.OutputError(example).Clear();
                _workspace.OutputError(example)[output] = 1;
            }

            _workspace.Backward(_gradient);
            for (var row = output; row < OutputCount; row += Outputs)
            {
                for (var layer = 0; layer < factors.Length; layer++)
                {
                    _workspace.Error(layer, _exampleOfRow[row]).CopyTo(factors[layer].Error(row, 0));
                }
            }
        }

        return factors;
    }
}
