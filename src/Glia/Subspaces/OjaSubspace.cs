using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Glia.Networks;
using Glia.Random;

namespace Glia.Subspaces;

/// <summary>Lateral neurons that learn the principal subspace of a layer's activity online, by Oja's rule; an online principal component analysis.</summary>
/// <remarks>
/// <para>H (rows × inputs). For a batch X (B × inputs): Y = X Hᵀ, X̂ = Y H, ΔH = Yᵀ(X − X̂)/B with entries clipped, V ← mV + (1 − m)ΔH, H ← H + ηV, several
/// times a batch: a Hebbian term y xᵀ and an anti-Hebbian one −y(Hᵀy)ᵀ. Frozen rows take part in X̂ and never change, so that new rows learn what is left.</para>
/// <para>What frozen rows explain of a batch does not change while new rows learn, so it is subtracted once a batch and not once a step.</para>
/// <para>Source: Oja 1989; Xiao et al. 2024 (HLOP), whose order of operations and constants these are. Nothing is allocated once buffers fit. Thread-safe: no.</para>
/// </remarks>
public sealed unsafe class OjaSubspace
{
    // A row's squared length is 1 when it has converged; from 2 on |HHᵀ − I| exceeds 1 and the rule runs away.
    private const double LargestError = 1;
    private readonly OjaSubspaceOptions _options;
    private readonly SubspaceBatch _batch;
    private readonly int[] _columns;
    private readonly string _name;
    private AlignedBuffer _rows = new(0);
    private AlignedBuffer _momentum = new(0);
    private AlignedBuffer _change = new(0);
    private AlignedBuffer _product = new(0);

    /// <summary>A subspace without rows.</summary>
    /// <param name="inputs">Units of the layer's input, N.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="name">What messages call it, such as <c>layer 1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public OjaSubspace(int inputs, OjaSubspaceOptions options, string name = "the layer")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _options = options.Validated();
        _name = name;
        Inputs = inputs;
        _batch = new SubspaceBatch(inputs);
        _columns = GC.AllocateArray<int>(inputs + DenseKernels.ColumnBlock, pinned: true);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = Math.Min(i, inputs - 1);
        }
    }

    /// <summary>Units of the layer's input, N.</summary>
    public int Inputs { get; }

    /// <summary>Rows of H, frozen and learning.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows that never change again; the first ones.</summary>
    public int FrozenRows { get; private set; }

    /// <summary>One row of H.</summary>
    public ReadOnlySpan<float> Row(int row) => _rows.Span.Slice(row * _batch.Stride, Inputs);

    /// <summary>Adds rows that will learn, random and orthonormal among themselves.</summary>
    /// <exception cref="SubspaceException">There would be more rows than inputs.</exception>
    public void Grow(int rows, RandomStream random) => Grow(rows, random, Rows);

    /// <summary>Adds random rows that are orthonormal among themselves and to all rows so far.</summary>
    /// <exception cref="SubspaceException">There would be more rows than inputs.</exception>
    public void GrowOrthogonal(int rows, RandomStream random) => Grow(rows, random, 0);

    /// <summary>Makes all rows permanent.</summary>
    /// <exception cref="SubspaceException">The rows are not nearly orthonormal: |HHᵀ − I| exceeds 1 or is not a number.</exception>
    public void Freeze()
    {
        RequireConverging(OrthonormalityError());
        FrozenRows = Rows;
    }

    /// <summary>The largest entry of |HHᵀ − I|; 0 without rows.</summary>
    public double OrthonormalityError()
    {
        var largest = 0.0;
        for (var a = 0; a < Rows; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var error = Math.Abs(TensorPrimitives.Dot(Row(a), Row(b)) - (a == b ? 1 : 0));
                largest = error <= largest ? largest : error;
            }
        }

        return largest;
    }

    /// <summary>Learns from a batch of activity; returns false where there was nothing to learn: no rows that learn, or all numbers the same.</summary>
    /// <exception cref="ArgumentException">The activity is not as wide as the layer.</exception>
    /// <exception cref="SubspaceException">The rows ran away: the learning rate is too large for this activity.</exception>
    public bool Update(ActivityRows activity)
    {
        RequireWidth(activity.Width);
        var learning = Rows - FrozenRows;
        if (learning == 0 || activity.IsConstant)
        {
            return false;
        }

        _batch.Load(activity, Rows);
        Explain(0, FrozenRows, _batch.Residual);
        var largest = 0f;
        for (var iteration = 0; iteration < _options.Iterations; iteration++)
        {
            _batch.Copy(_batch.Residual, _batch.Error);
            Explain(FrozenRows, learning, _batch.Error);
            _batch.Change(learning, _change.Pointer);
            largest = Step(learning, activity.Rows);
        }

        RequireConverging(largest - 1);
        return true;
    }

    /// <summary>X − X H_oldᵀ H_old in place: what is orthogonal to the frozen rows.</summary>
    /// <exception cref="ArgumentException">The activity is not as wide as the layer.</exception>
    public void RemoveProjection(ActivityRows activity)
    {
        RequireWidth(activity.Width);
        if (FrozenRows > 0)
        {
            Leave(activity, FrozenRows);
            for (var row = 0; row < activity.Rows; row++)
            {
                _batch.Residual.Span.Slice(row * _batch.Stride, Inputs).CopyTo(activity[row]);
            }
        }
    }

    /// <summary>X H_oldᵀ H_old: the projection on the frozen rows, if they are orthonormal.</summary>
    /// <exception cref="ArgumentException">A matrix is not as wide as the layer, or the numbers of rows differ.</exception>
    public void Project(ActivityRows activity, ActivityRows result) => Explained(activity, FrozenRows, result);

    /// <summary>X̂ = X Hᵀ H with all rows: what the lateral neurons know of the activity.</summary>
    /// <exception cref="ArgumentException">A matrix is not as wide as the layer, or the numbers of rows differ.</exception>
    public void Reconstruct(ActivityRows activity, ActivityRows result) => Explained(activity, Rows, result);

    /// <summary>G − H_oldᵀ H_old G in place for a weight gradient: the same as projecting the activity before the outer product.</summary>
    /// <remarks>The cheaper way where a layer has fewer outputs than the batch has rows of activity. Numbers of lateral neurons are not rounded to spikes here.</remarks>
    /// <param name="gradient">[inputs, stride].</param>
    /// <param name="stride">Distance between inputs, a multiple of 16.</param>
    /// <exception cref="ArgumentException">The gradient has another length.</exception>
    public void RemoveProjection(Span<float> gradient, int stride)
    {
        if (stride % 16 != 0 || gradient.Length != Inputs * stride)
        {
            throw new ArgumentException($"{_name}: the gradient of {Inputs} inputs must have {Inputs} rows whose distance is a multiple of 16; got {gradient.Length} numbers, {stride} apart.", nameof(gradient));
        }

        if (FrozenRows == 0)
        {
            return;
        }

        var padded = (FrozenRows + 7) / 8 * 8;
        if (_product.Length < (padded + 1) * stride)
        {
            _product = new AlignedBuffer((padded + 1) * stride);
        }

        // The product's last row stays zero: the bias of the forward product.
        var columns = (int*)Unsafe.AsPointer(ref _columns[0]);
        fixed (float* g = gradient)
        {
            _product.Span.Slice(padded * stride, stride).Clear();
            DenseKernels.Forward(_rows.Pointer, _batch.Stride, padded, columns, Inputs, g, stride, _product.Pointer + (padded * stride), _product.Pointer);
            DenseKernels.AddOuter(_rows.Pointer, _batch.Stride, FrozenRows, columns, Inputs, _product.Pointer, stride, g, -1);
        }
    }

    private void Grow(int rows, RandomStream random, int orthogonalFrom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (Rows + rows > Inputs)
        {
            throw new SubspaceException($"{_name} has only {Inputs} directions; {rows} more rows were asked for on top of {Rows}. Ask for at most {Inputs - Rows}.");
        }

        var padded = (Rows + rows + 7) / 8 * 8;
        var (before, momentum) = (_rows, _momentum);
        (_rows, _momentum, _change) = (new(padded * _batch.Stride), new(padded * _batch.Stride), new(padded * _batch.Stride));
        before.Span[..(Rows * _batch.Stride)].CopyTo(_rows.Span);
        momentum.Span[..(Rows * _batch.Stride)].CopyTo(_momentum.Span);
        OrthonormalRows.Fill(_rows.Span, _batch.Stride, Inputs, orthogonalFrom, Rows, Rows + rows, random);
        Rows += rows;
    }

    private void Explained(ActivityRows activity, int rows, ActivityRows result)
    {
        RequireWidth(activity.Width);
        RequireWidth(result.Width);
        if (activity.Rows != result.Rows)
        {
            throw new ArgumentException($"{_name}: {activity.Rows} rows of activity give as many rows; there is room for {result.Rows}.", nameof(result));
        }

        Leave(activity, rows);
        for (var row = 0; row < activity.Rows; row++)
        {
            var at = row * _batch.Stride;
            TensorPrimitives.Subtract(_batch.Activity.Span.Slice(at, Inputs), _batch.Residual.Span.Slice(at, Inputs), result[row]);
        }
    }

    private void Leave(ActivityRows activity, int rows)
    {
        _batch.Load(activity, Rows);
        Explain(0, rows, _batch.Residual);
    }

    private void Explain(int first, int count, AlignedBuffer target)
    {
        if (count == 0)
        {
            return;
        }

        var rows = _rows.Pointer + ((nint)first * _batch.Stride);
        _batch.Describe(rows, count);
        _options.Lateral?.Quantise(_batch.Coordinates.Span[..(count * _batch.PaddedRows)]);
        _batch.Subtract(rows, count, target);
    }

    /// <summary>Moves the rows that learn along their momentum; returns the largest squared length of one.</summary>
    private float Step(int learning, int samples)
    {
        var (perSample, limit) = (new Vector<float>(1f / samples), new Vector<float>((float)_options.Clip));
        var (kept, taken, rate) = ((float)_options.Momentum, 1 - (float)_options.Momentum, (float)_options.LearningRate);
        var largest = 0f;
        for (var row = 0; row < learning; row++)
        {
            var change = _change.Pointer + ((nint)row * _batch.Stride);
            var momentum = _momentum.Pointer + ((nint)(FrozenRows + row) * _batch.Stride);
            var weights = _rows.Pointer + ((nint)(FrozenRows + row) * _batch.Stride);
            var squares = Vector<float>.Zero;
            for (var i = 0; i < _batch.Stride; i += Vector<float>.Count)
            {
                var clipped = Vector.Min(Vector.Max(Vector.Load(change + i) * perSample, -limit), limit);
                var speed = (Vector.Load(momentum + i) * kept) + (clipped * taken);
                speed.Store(momentum + i);
                var moved = Vector.Load(weights + i) + (speed * rate);
                moved.Store(weights + i);
                squares += moved * moved;
            }

            // A comparison that is false for what is not a number keeps it.
            var length = Vector.Sum(squares);
            largest = length <= largest ? largest : length;
        }

        return largest;
    }

    private void RequireConverging(double error)
    {
        if (!(error <= LargestError))
        {
            throw new SubspaceException($"{_name}: the rows of the subspace ran away (|HHᵀ − I| is {error:G3}, at most {LargestError} is allowed). The learning rate {_options.LearningRate:G3} is too large for this activity; take a smaller one.");
        }
    }

    private void RequireWidth(int width)
    {
        if (width != Inputs)
        {
            throw new ArgumentException($"{_name} has {Inputs} inputs; the activity has {width} columns.");
        }
    }
}
