using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>A <see cref="CtRnn"/> on probe sequences: its recurrent weights alone, its outputs at the last steps, and its states after the last step.</summary>
/// <remarks>
/// <para>Parameters are W in rows of the unit that receives; outputs are in the order step, sequence, output. Input and output weights are left out, as Liu et al. 2024
/// (arXiv 2310.08513) do.</para>
/// <para>The kernel needs one backward pass an output and step for all sequences together, and no Jacobian. Thread-safe: no.</para>
/// </remarks>
public sealed class ProbedCtRnn : IProbedModel
{
    private readonly CtRnn _network;
    private readonly CtRnnWorkspace _states;
    private readonly CtRnnWorkspace _kernel;
    private readonly int _outputSteps;

    /// <summary>Fixes the probe sequences.</summary>
    /// <param name="network">The network, which training changes in place.</param>
    /// <param name="inputs">[T, B, I].</param>
    /// <param name="batch">B, sequences of the representation.</param>
    /// <param name="kernelBatch">The first so many of them are those of the outputs.</param>
    /// <param name="outputSteps">At so many last steps outputs count; 1 for the decision alone.</param>
    /// <exception cref="ArgumentException">The inputs are not those of whole steps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer sequences or steps than asked for.</exception>
    public ProbedCtRnn(CtRnn network, ReadOnlySpan<float> inputs, int batch, int kernelBatch, int outputSteps = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernelBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kernelBatch, batch);
        var width = network.Options.Inputs;
        var steps = inputs.Length / (batch * width);
        if (steps < 1 || inputs.Length != steps * batch * width)
        {
            throw new ArgumentException($"{inputs.Length} numbers are no whole steps of {batch} sequences with {width} inputs.", nameof(inputs));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputSteps, steps);
        (_network, _outputSteps) = (network, outputSteps);
        _states = new CtRnnWorkspace(network, batch, steps);
        _states.Load(inputs);
        _kernel = new CtRnnWorkspace(network, kernelBatch, steps);
        for (var step = 0; step < steps; step++)
        {
            for (var row = 0; row < kernelBatch; row++)
            {
                inputs.Slice(((step * batch) + row) * width, width).CopyTo(_kernel.Input(step, row));
            }
        }
    }

    /// <inheritdoc/>
    public int ParameterCount => _network.Options.Units * _network.Options.Units;

    /// <inheritdoc/>
    public int OutputCount => _outputSteps * _kernel.Batch * _network.Options.Outputs;

    /// <inheritdoc/>
    public double[] Parameters() => _network.RecurrentWeights.ToRowMajorArray();

    /// <inheritdoc/>
    public Matrix<double> Representation()
    {
        _states.Forward();
        return Matrix<double>.Build.Dense(_states.Batch, _network.Options.Units, (example, unit) => _states.State(_states.Steps - 1, example)[unit]);
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
            factors.WriteRow(first + index, row);
            jacobian.SetRow(index, row);
        }

        return jacobian;
    }

    /// <inheritdoc/>
    public Matrix<double> TangentKernel()
    {
        var kernel = Matrix<double>.Build.Dense(OutputCount, OutputCount);
        Factors().AddTo(kernel);
        return kernel;
    }

    // Term k is step k + 1: the recurrent input of the first step is 0.
    private TangentFactors Factors()
    {
        var (batch, outputs, units, terms) = (_kernel.Batch, _network.Options.Outputs, _network.Options.Units, _kernel.Steps - 1);
        var factors = new TangentFactors([.. Enumerable.Range(0, OutputCount).Select(row => row / outputs % batch)], batch, Math.Max(1, terms), units, units);
        _kernel.Forward();
        for (var term = 0; term < terms; term++)
        {
            for (var example = 0; example < batch; example++)
            {
                _kernel.State(term, example).CopyTo(factors.Input(example, term));
            }
        }

        for (var pass = 0; pass < _outputSteps * outputs; pass++)
        {
            var step = pass / outputs;
            SetErrors(_kernel.Steps - _outputSteps + step, pass % outputs);
            _kernel.BackwardErrors();
            for (var example = 0; example < batch; example++)
            {
                CopyErrors(factors, (((step * batch) + example) * outputs) + (pass % outputs), example, terms);
            }
        }

        return factors;
    }

    private void SetErrors(int step, int output)
    {
        for (var at = 0; at < _kernel.Steps; at++)
        {
            for (var example = 0; example < _kernel.Batch; example++)
            {
                _kernel.OutputError(at, example).Clear();
            }
        }

        for (var example = 0; example < _kernel.Batch; example++)
        {
            _kernel.OutputError(step, example)[output] = 1;
        }
    }

    private void CopyErrors(TangentFactors factors, int row, int example, int terms)
    {
        var leak = (float)_network.Options.Leak;
        for (var term = 0; term < terms; term++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(_kernel.StateError(term + 1, example), leak, factors.Error(row, term));
        }
    }
}
