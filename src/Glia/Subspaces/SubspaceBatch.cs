using System.Runtime.CompilerServices;
using Glia.Networks;

namespace Glia.Subspaces;

/// <summary>A batch of activity in the layouts that the products of a subspace want, and room for their results; grows when a batch is larger.</summary>
/// <remarks>
/// Rows of activity are padded to blocks of 16. Coordinates lie as [subspace row, sample], so that both what the rows explain and how they change are
/// products with nothing to turn around.
/// </remarks>
internal sealed unsafe class SubspaceBatch(int inputs)
{
    private const int Block = DenseKernels.BackwardRows;
    private readonly AlignedBuffer _zeros = new(MultilayerPerceptron.Padded(inputs));
    private AlignedBuffer _turned = new(0);
    private AlignedBuffer _group = new(0);
    private int[] _list = [];
    private int _capacity;

    /// <summary>Distance between rows of activity, and of the subspace's rows.</summary>
    public int Stride { get; } = MultilayerPerceptron.Padded(inputs);

    public int Rows { get; private set; }

    public int PaddedRows { get; private set; }

    /// <summary>The activity [rows, stride].</summary>
    public AlignedBuffer Activity { get; private set; } = new(0);

    /// <summary>What is left of the activity [rows, stride].</summary>
    public AlignedBuffer Residual { get; private set; } = new(0);

    /// <summary>What is left after the rows that learn [rows, stride].</summary>
    public AlignedBuffer Error { get; private set; } = new(0);

    /// <summary>Activity of the lateral neurons [subspace row, padded rows].</summary>
    public AlignedBuffer Coordinates { get; private set; } = new(0);

    /// <summary>Copies a batch, also to the residual, and turns it around.</summary>
    public void Load(ActivityRows activity, int subspaceRows)
    {
        Rows = activity.Rows;
        PaddedRows = (Rows + Block - 1) / Block * Block;
        Reserve(subspaceRows);
        for (var row = 0; row < Rows; row++)
        {
            activity[row].CopyTo(Activity.Span[(row * Stride)..]);
        }

        Activity.Span[(Rows * Stride)..(PaddedRows * Stride)].Clear();
        Copy(Activity, Residual);
        for (var first = 0; first < PaddedRows; first += Block)
        {
            Transposition.ToColumns(Activity.Pointer + (first * Stride), Stride, Stride, _turned.Pointer + (first * Stride));
        }
    }

    /// <summary>Coordinates[m, b] = Σ_i rows[m, i] · activity[b, i].</summary>
    public void Describe(float* rows, int count)
    {
        for (var first = 0; first < PaddedRows; first += Block)
        {
            DenseKernels.Backward(rows, Stride, count, inputs, _turned.Pointer + (first * Stride), _group.Pointer);
            for (var m = 0; m < count; m++)
            {
                new ReadOnlySpan<float>(_group.Pointer + (m * Block), Block).CopyTo(Coordinates.Span[((m * PaddedRows) + first)..]);
            }
        }
    }

    /// <summary>target[b, i] −= Σ_m Coordinates[m, b] · rows[m, i].</summary>
    public void Subtract(float* rows, int count, AlignedBuffer target) =>
        DenseKernels.AddOuter(Coordinates.Pointer, PaddedRows, count, List, PaddedRows, rows, Stride, target.Pointer, -1);

    /// <summary>change[m, i] = Σ_b Coordinates[m, b] · Error[b, i]; writes rows up to a multiple of 8.</summary>
    public void Change(int count, float* change) =>
        DenseKernels.Forward(Coordinates.Pointer, PaddedRows, (count + 7) / 8 * 8, List, Rows, Error.Pointer, Stride, _zeros.Pointer, change);

    /// <summary>Copies as many rows as the batch has.</summary>
    public void Copy(AlignedBuffer from, AlignedBuffer to) => from.Span[..(PaddedRows * Stride)].CopyTo(to.Span);

    private int* List => (int*)Unsafe.AsPointer(ref _list[0]);

    private void Reserve(int subspaceRows)
    {
        if (PaddedRows > _capacity)
        {
            _capacity = PaddedRows;
            (Activity, Residual, Error, _turned) = (new(_capacity * Stride), new(_capacity * Stride), new(_capacity * Stride), new(_capacity * Stride));
            _list = GC.AllocateArray<int>(_capacity + DenseKernels.ColumnBlock, pinned: true);
            for (var i = 0; i < _list.Length; i++)
            {
                _list[i] = i;
            }
        }

        var padded = (subspaceRows + 7) / 8 * 8;
        if (padded * Block > _group.Length)
        {
            _group = new AlignedBuffer(padded * Block);
        }

        if (padded * PaddedRows > Coordinates.Length)
        {
            Coordinates = new AlignedBuffer(padded * PaddedRows);
        }
    }
}
