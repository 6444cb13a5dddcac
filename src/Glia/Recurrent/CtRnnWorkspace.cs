using System.Numerics;
using Glia.Networks;
using Glia.Neurons.Kernels;

namespace Glia.Recurrent;

/// <summary>Forward passes of one <see cref="CtRnn"/> over a batch of sequences, and back-propagation through time, in buffers reserved once.</summary>
/// <remarks>
/// <para>A step of training is: <see cref="Load"/> or fill <see cref="Input"/>, <see cref="Forward"/>, <see cref="SetSoftmaxErrors"/>, <see cref="Backward"/>, and a step along the
/// gradient, such as <see cref="Glia.Networks.DescentRule.Momentum"/>. For another loss write ∂loss/∂y into <see cref="OutputError"/>.</para>
/// <para>Every sum has one order, so that vectors of any width give the same bits. Cost: no allocation after construction. Thread-safe: no.</para>
/// </remarks>
public sealed unsafe class CtRnnWorkspace
{
    private const int Rows = RowProducts<float>.Rows;

    private readonly CtRnn _network;
    private readonly int _rows;
    private readonly int _inputStride;
    private readonly AlignedBuffer _inputs;
    private readonly AlignedBuffer _states;
    private readonly AlignedBuffer _outputs;
    private readonly AlignedBuffer _outputErrors;
    private readonly AlignedBuffer _stateErrors;
    private readonly AlignedBuffer _product;
    private readonly AlignedBuffer _drive;
    private readonly AlignedBuffer _recurrentTransposed;
    private readonly AlignedBuffer _readoutTransposed;

    /// <summary>Reserves buffers.</summary>
    /// <param name="network">The network whose passes these are.</param>
    /// <param name="batch">B, sequences that are run together.</param>
    /// <param name="steps">T, steps of a sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch or the steps are not positive.</exception>
    public CtRnnWorkspace(CtRnn network, int batch, int steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_network, Batch, Steps) = (network, batch, steps);
        _rows = (batch + Rows - 1) / Rows * Rows;
        _inputStride = network.RecurrentOffset / network.UnitStride;
        var (units, outputs) = (network.UnitStride, network.OutputStride);
        _inputs = new AlignedBuffer(steps * _rows * _inputStride);
        _states = new AlignedBuffer(steps * _rows * units);
        _outputs = new AlignedBuffer(steps * _rows * outputs);
        _outputErrors = new AlignedBuffer(steps * _rows * outputs);
        _stateErrors = new AlignedBuffer(steps * _rows * units);
        _product = new AlignedBuffer(Rows * units);
        _drive = new AlignedBuffer(Rows * units);
        _recurrentTransposed = new AlignedBuffer(units * units);
        _readoutTransposed = new AlignedBuffer(outputs * units);
    }

    /// <summary>The network whose passes these are.</summary>
    public CtRnn Network => _network;

    /// <summary>B.</summary>
    public int Batch { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>x_t of one sequence, [I], to be filled before <see cref="Forward"/>; steps count from 0.</summary>
    public Span<float> Input(int step, int row) => Row(_inputs, step, row, _inputStride, _network.Options.Inputs);

    /// <summary>h after a step of one sequence, [N].</summary>
    public ReadOnlySpan<float> State(int step, int row) => Row(_states, step, row, _network.UnitStride, _network.Options.Units);

    /// <summary>y_t of one sequence, [O].</summary>
    public ReadOnlySpan<float> Output(int step, int row) => Row(_outputs, step, row, _network.OutputStride, _network.Options.Outputs);

    /// <summary>∂loss/∂y_t of one sequence, [O], which <see cref="Backward"/> starts from.</summary>
    public Span<float> OutputError(int step, int row) => Row(_outputErrors, step, row, _network.OutputStride, _network.Options.Outputs);

    /// <summary>Fills all inputs.</summary>
    /// <param name="inputs">[T, B, I].</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public void Load(ReadOnlySpan<float> inputs)
    {
        var width = _network.Options.Inputs;
        if (inputs.Length != Steps * Batch * width)
        {
            throw new ArgumentException($"{Steps} steps of {Batch} sequences with {width} inputs are {Steps * Batch * width} numbers; got {inputs.Length}.", nameof(inputs));
        }

        for (var row = 0; row < Steps * Batch; row++)
        {
            inputs.Slice(row * width, width).CopyTo(Input(row / Batch, row % Batch));
        }
    }

    /// <summary>Computes states and outputs of all steps.</summary>
    public void Forward()
    {
        var (options, units, outputs) = (_network.Options, _network.UnitStride, _network.OutputStride);
        var weights = _network.Buffer.Pointer;
        for (var step = 0; step < Steps; step++)
        {
            for (var row = 0; row < _rows; row += Rows)
            {
                nint at = (step * _rows) + row;
                var state = _states.Pointer + (at * units);
                var before = step == 0 ? null : state - ((nint)_rows * units);
                RowProducts<float>.Multiply(_inputs.Pointer + (at * _inputStride), _inputStride, options.Inputs, weights, _drive.Pointer, units);
                if (before != null)
                {
                    RowProducts<float>.Multiply(before, units, options.Units, weights + _network.RecurrentOffset, _product.Pointer, units);
                }

                Activate(before, state);
                RowProducts<float>.Multiply(state, units, options.Units, weights + _network.ReadoutOffset, _outputs.Pointer + (at * outputs), outputs);
            }
        }

        GC.KeepAlive(_network);
    }

    /// <summary>Sets the output errors of cross-entropy, averaged over sequences and over the last steps, and returns its mean; errors of earlier steps are 0.</summary>
    /// <param name="labels">[steps that count, B]: one label from 0 to O − 1 for each of the last steps.</param>
    /// <exception cref="ArgumentException">The labels are not those of whole steps, or of more steps than there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is none of an output.</exception>
    public double SetSoftmaxErrors(ReadOnlySpan<int> labels)
    {
        var count = labels.Length / Batch;
        if (labels.Length != count * Batch || count < 1 || count > Steps)
        {
            throw new ArgumentException($"Labels must be given for 1 to {Steps} whole steps of {Batch} sequences; got {labels.Length}.", nameof(labels));
        }

        _outputErrors.Span.Clear();
        var (stride, loss) = (_network.OutputStride, 0.0);
        for (var step = 0; step < count; step++)
        {
            var first = (Steps - count + step) * _rows * stride;
            loss += SoftmaxCrossEntropy.Errors(
                _outputs.Span[first..], _outputErrors.Span[first..], stride, _network.Options.Outputs, labels.Slice(step * Batch, Batch), 1f / (count * Batch));
        }

        return loss / count;
    }

    /// <summary>Writes the gradient that belongs to the output errors, in the layout of <see cref="CtRnn.Parameters"/>.</summary>
    /// <param name="gradient">As long as the parameters; what it held is overwritten.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the parameters.</exception>
    public void Backward(Span<float> gradient)
    {
        if (gradient.Length != _network.Parameters.Length)
        {
            throw new ArgumentException($"A gradient needs {_network.Parameters.Length} numbers, as the parameters; got {gradient.Length}.", nameof(gradient));
        }

        BackwardErrors();
        var (options, units, outputs, all) = (_network.Options, _network.UnitStride, _network.OutputStride, Steps * _rows);
        var leak = (float)options.Leak;
        fixed (float* target = gradient)
        {
            OuterProducts.Sum(_inputs.Pointer, _inputStride, options.Inputs, _stateErrors.Pointer, units, all, leak, target);
            OuterProducts.Sum(_states.Pointer, units, options.Units, _stateErrors.Pointer + ((nint)_rows * units), units, all - _rows, leak, target + _network.RecurrentOffset);
            OuterProducts.Sum(_states.Pointer, units, options.Units, _outputErrors.Pointer, outputs, all, 1, target + _network.ReadoutOffset);
        }
    }

    /// <summary>∂loss/∂z_t of one sequence, [N], where z is what f is applied to; after <see cref="BackwardErrors"/> or <see cref="Backward"/>.</summary>
    internal ReadOnlySpan<float> StateError(int step, int row) => Row(_stateErrors, step, row, _network.UnitStride, _network.Options.Units);

    /// <summary>Back-propagates the output errors to the units, without the gradient.</summary>
    internal void BackwardErrors()
    {
        var (options, units, outputs) = (_network.Options, _network.UnitStride, _network.OutputStride);
        Transpose(_network.RecurrentOffset, options.Units, options.Units, units, _recurrentTransposed.Pointer);
        Transpose(_network.ReadoutOffset, options.Units, options.Outputs, outputs, _readoutTransposed.Pointer);
        for (var step = Steps - 1; step >= 0; step--)
        {
            for (var row = 0; row < _rows; row += Rows)
            {
                nint at = (step * _rows) + row;
                var error = _stateErrors.Pointer + (at * units);
                var after = step == Steps - 1 ? null : error + ((nint)_rows * units);
                RowProducts<float>.Multiply(_outputErrors.Pointer + (at * outputs), outputs, options.Outputs, _readoutTransposed.Pointer, _drive.Pointer, units);
                if (after != null)
                {
                    RowProducts<float>.Multiply(after, units, options.Units, _recurrentTransposed.Pointer, _product.Pointer, units);
                }

                Differentiate(_states.Pointer + (at * units), after, error);
            }
        }

        GC.KeepAlive(_network);
    }

    // h = f((1 − a) before + a (drive + product)); without a state before there is no product.
    private void Activate(float* before, float* state)
    {
        var leak = new Vector<float>((float)_network.Options.Leak);
        var kept = Vector<float>.One - leak;
        var relu = _network.Options.Activation == CtRnnActivation.Relu;
        for (nint i = 0; i < Rows * _network.UnitStride; i += Vector<float>.Count)
        {
            var input = Vector.Load(_drive.Pointer + i);
            var z = before == null ? leak * input : (kept * Vector.Load(before + i)) + (leak * (input + Vector.Load(_product.Pointer + i)));
            (relu ? Vector.Max(z, Vector<float>.Zero) : Tanh(z)).Store(state + i);
        }
    }

    // ∂loss/∂z = f'(z) (readout + (1 − a) after + a Wᵀ after), f' from the state itself.
    private void Differentiate(float* state, float* after, float* error)
    {
        var leak = new Vector<float>((float)_network.Options.Leak);
        var kept = Vector<float>.One - leak;
        var relu = _network.Options.Activation == CtRnnActivation.Relu;
        for (nint i = 0; i < Rows * _network.UnitStride; i += Vector<float>.Count)
        {
            var up = Vector.Load(_drive.Pointer + i);
            if (after != null)
            {
                up += (kept * Vector.Load(after + i)) + (leak * Vector.Load(_product.Pointer + i));
            }

            var h = Vector.Load(state + i);
            (relu ? Vector.ConditionalSelect(Vector.GreaterThan(h, Vector<float>.Zero), up, Vector<float>.Zero) : up * (Vector<float>.One - (h * h))).Store(error + i);
        }
    }

    private static Vector<float> Tanh(Vector<float> z) => Vector<float>.One - (new Vector<float>(2) / (Vector.Exp(z + z) + Vector<float>.One));

    // to[column, row] = weights[row, column].
    private void Transpose(int offset, int rows, int columns, int stride, float* to)
    {
        const int block = 16;
        var from = _network.Buffer.Pointer + offset;
        nint width = _network.UnitStride;
        for (var top = 0; top < rows; top += block)
        {
            for (nint column = 0; column < columns; column++)
            {
                for (nint row = top; row < Math.Min(top + block, rows); row++)
                {
                    to[(column * width) + row] = from[(row * stride) + column];
                }
            }
        }
    }

    private Span<float> Row(AlignedBuffer buffer, int step, int row, int stride, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Steps);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Batch);
        return buffer.Span.Slice(((step * _rows) + row) * stride, length);
    }
}
