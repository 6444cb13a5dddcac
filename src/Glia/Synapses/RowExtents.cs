namespace Glia.Synapses;

/// <summary>From which to which block of each row of a kernel there is anything: what is zero at both ends of a row costs nothing.</summary>
internal sealed class RowExtents
{
    /// <summary>Finds the weights that are not zero.</summary>
    public RowExtents(SpatioTemporalKernel kernel)
        : this(kernel.Storage.Length / kernel.RowStride)
    {
        var used = kernel.Width * kernel.Classes;
        for (var row = 0; row < First.Length; row++)
        {
            var weights = kernel.Storage.Slice(row * kernel.RowStride, used);
            var first = weights.IndexOfAnyExcept(0);
            if (first >= 0)
            {
                First[row] = first / SpatioTemporalKernel.Block * SpatioTemporalKernel.Block;
                End[row] = ((weights.LastIndexOfAnyExcept(0) / SpatioTemporalKernel.Block) + 1) * SpatioTemporalKernel.Block;
            }
        }
    }

    private RowExtents(int rows) => (First, End) = (new int[rows], new int[rows]);

    /// <summary>The first number of each row.</summary>
    public int[] First { get; }

    /// <summary>The number after the last of each row; 0 where a row is empty.</summary>
    public int[] End { get; }

    /// <summary>All of each row.</summary>
    public static RowExtents Whole(SpatioTemporalKernel kernel)
    {
        var extents = new RowExtents(kernel.Storage.Length / kernel.RowStride);
        Array.Fill(extents.End, kernel.RowStride);
        return extents;
    }
}
