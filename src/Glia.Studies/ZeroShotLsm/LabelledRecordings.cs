using Glia.Reservoirs;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Recordings of events and their digits.</summary>
/// <param name="Rows">Events [T, D] of each recording.</param>
/// <param name="Digits">The digit of each.</param>
internal sealed record LabelledRecordings(IReadOnlyList<CompressedRows> Rows, int[] Digits)
{
    public int Channels => Rows[0].ColumnCount;

    public int Steps => Rows[0].RowCount;
}
