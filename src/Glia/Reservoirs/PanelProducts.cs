using System.Runtime.Intrinsics;

namespace Glia.Reservoirs;

/// <summary>Adds products of columns, C += s Z'Z, to the lower triangle of a matrix, from columns that are packed into panels.</summary>
/// <remarks>
/// A panel holds eight neighbouring columns, one depth after the other. Tiles of 8 rows by 24 columns keep their 24 sums in registers of 512 bits; with 256 bits tiles are 4 by 12.
/// A little above the diagonal is computed too.
/// </remarks>
internal static unsafe class PanelProducts
{
    /// <summary>Columns of a panel.</summary>
    public const int PanelWidth = 8;

    /// <summary>Panels of a tile's columns.</summary>
    private const int GroupPanels = 3;

    /// <summary>Columns of a tile: a matrix must have room for a whole number of them after its last, and for a whole panel of rows.</summary>
    public const int GroupWidth = GroupPanels * PanelWidth;

    /// <summary>Adds to C the products of all packed columns with the first ones, where the row is not before the column.</summary>
    /// <param name="panels">Packed columns [rowPanels, panelDepth, 8]; at least as many as make whole groups of columns.</param>
    /// <param name="rowPanels">Panels whose columns are rows of C.</param>
    /// <param name="columnCount">Columns of C that are wanted.</param>
    /// <param name="panelDepth">Depth for which a panel has room.</param>
    /// <param name="depth">Depth that is filled.</param>
    /// <param name="sign">s.</param>
    /// <param name="c">C at row 0 and column 0.</param>
    /// <param name="stride">Numbers from a row of C to the next.</param>
    public static void Add(double* panels, int rowPanels, int columnCount, int panelDepth, int depth, double sign, double* c, int stride)
    {
        var panel = panelDepth * PanelWidth;
        for (var column = 0; column < columnCount; column += GroupWidth)
        {
            var group = panels + ((nint)column / PanelWidth * panel);
            for (var row = column / PanelWidth; row < rowPanels; row++)
            {
                var a = panels + ((nint)row * panel);
                var to = c + ((nint)row * PanelWidth * stride) + column;
                if (Vector512.IsHardwareAccelerated)
                {
                    WideTile(a, group, panel, depth, sign, to, stride);
                    continue;
                }

                for (var half = 0; half < 4; half++)
                {
                    var (top, left) = (half / 2 * 4, half % 2 * 12);
                    NarrowTile(a + top, group, panel, left / 4, depth, sign, to + ((nint)top * stride) + left, stride);
                }
            }
        }
    }

    private static void WideTile(double* a, double* b, int panel, int depth, double sign, double* c, int stride)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default, s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        Vector512<double> s40 = default, s41 = default, s42 = default, s50 = default, s51 = default, s52 = default, s60 = default, s61 = default, s62 = default, s70 = default, s71 = default, s72 = default;
        var b0 = b;
        var b1 = b0 + panel;
        var b2 = b1 + panel;
        for (var k = 0; k < depth; k++)
        {
            var (x0, x1, x2) = (Vector512.Load(b0), Vector512.Load(b1), Vector512.Load(b2));
            var y = Vector512.Create(a[0]);
            s00 = Vector512.FusedMultiplyAdd(y, x0, s00);
            s01 = Vector512.FusedMultiplyAdd(y, x1, s01);
            s02 = Vector512.FusedMultiplyAdd(y, x2, s02);
            y = Vector512.Create(a[1]);
            s10 = Vector512.FusedMultiplyAdd(y, x0, s10);
            s11 = Vector512.FusedMultiplyAdd(y, x1, s11);
            s12 = Vector512.FusedMultiplyAdd(y, x2, s12);
            y = Vector512.Create(a[2]);
            s20 = Vector512.FusedMultiplyAdd(y, x0, s20);
            s21 = Vector512.FusedMultiplyAdd(y, x1, s21);
            s22 = Vector512.FusedMultiplyAdd(y, x2, s22);
            y = Vector512.Create(a[3]);
            s30 = Vector512.FusedMultiplyAdd(y, x0, s30);
            s31 = Vector512.FusedMultiplyAdd(y, x1, s31);
            s32 = Vector512.FusedMultiplyAdd(y, x2, s32);
            y = Vector512.Create(a[4]);
            s40 = Vector512.FusedMultiplyAdd(y, x0, s40);
            s41 = Vector512.FusedMultiplyAdd(y, x1, s41);
            s42 = Vector512.FusedMultiplyAdd(y, x2, s42);
            y = Vector512.Create(a[5]);
            s50 = Vector512.FusedMultiplyAdd(y, x0, s50);
            s51 = Vector512.FusedMultiplyAdd(y, x1, s51);
            s52 = Vector512.FusedMultiplyAdd(y, x2, s52);
            y = Vector512.Create(a[6]);
            s60 = Vector512.FusedMultiplyAdd(y, x0, s60);
            s61 = Vector512.FusedMultiplyAdd(y, x1, s61);
            s62 = Vector512.FusedMultiplyAdd(y, x2, s62);
            y = Vector512.Create(a[7]);
            s70 = Vector512.FusedMultiplyAdd(y, x0, s70);
            s71 = Vector512.FusedMultiplyAdd(y, x1, s71);
            s72 = Vector512.FusedMultiplyAdd(y, x2, s72);
            a += PanelWidth;
            b0 += PanelWidth;
            b1 += PanelWidth;
            b2 += PanelWidth;
        }

        Store(c, sign, s00, s01, s02);
        Store(c + stride, sign, s10, s11, s12);
        Store(c + ((nint)2 * stride), sign, s20, s21, s22);
        Store(c + ((nint)3 * stride), sign, s30, s31, s32);
        Store(c + ((nint)4 * stride), sign, s40, s41, s42);
        Store(c + ((nint)5 * stride), sign, s50, s51, s52);
        Store(c + ((nint)6 * stride), sign, s60, s61, s62);
        Store(c + ((nint)7 * stride), sign, s70, s71, s72);
    }

    private static void Store(double* c, double sign, Vector512<double> s0, Vector512<double> s1, Vector512<double> s2)
    {
        var s = Vector512.Create(sign);
        Vector512.FusedMultiplyAdd(s, s0, Vector512.Load(c)).Store(c);
        Vector512.FusedMultiplyAdd(s, s1, Vector512.Load(c + 8)).Store(c + 8);
        Vector512.FusedMultiplyAdd(s, s2, Vector512.Load(c + 16)).Store(c + 16);
    }

    // Its columns are three halves of panels beside each other, from the given one on.
    private static void NarrowTile(double* a, double* b, int panel, int firstHalf, int depth, double sign, double* c, int stride)
    {
        Vector256<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default, s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        var b0 = HalfPanel(b, panel, firstHalf);
        var b1 = HalfPanel(b, panel, firstHalf + 1);
        var b2 = HalfPanel(b, panel, firstHalf + 2);
        for (var k = 0; k < depth; k++)
        {
            var (x0, x1, x2) = (Vector256.Load(b0), Vector256.Load(b1), Vector256.Load(b2));
            var y = Vector256.Create(a[0]);
            s00 = Vector256.FusedMultiplyAdd(y, x0, s00);
            s01 = Vector256.FusedMultiplyAdd(y, x1, s01);
            s02 = Vector256.FusedMultiplyAdd(y, x2, s02);
            y = Vector256.Create(a[1]);
            s10 = Vector256.FusedMultiplyAdd(y, x0, s10);
            s11 = Vector256.FusedMultiplyAdd(y, x1, s11);
            s12 = Vector256.FusedMultiplyAdd(y, x2, s12);
            y = Vector256.Create(a[2]);
            s20 = Vector256.FusedMultiplyAdd(y, x0, s20);
            s21 = Vector256.FusedMultiplyAdd(y, x1, s21);
            s22 = Vector256.FusedMultiplyAdd(y, x2, s22);
            y = Vector256.Create(a[3]);
            s30 = Vector256.FusedMultiplyAdd(y, x0, s30);
            s31 = Vector256.FusedMultiplyAdd(y, x1, s31);
            s32 = Vector256.FusedMultiplyAdd(y, x2, s32);
            a += PanelWidth;
            b0 += PanelWidth;
            b1 += PanelWidth;
            b2 += PanelWidth;
        }

        Store(c, sign, s00, s01, s02);
        Store(c + stride, sign, s10, s11, s12);
        Store(c + ((nint)2 * stride), sign, s20, s21, s22);
        Store(c + ((nint)3 * stride), sign, s30, s31, s32);
    }

    private static double* HalfPanel(double* b, int panel, int index) => b + ((nint)(index / 2) * panel) + (index % 2 * 4);

    private static void Store(double* c, double sign, Vector256<double> s0, Vector256<double> s1, Vector256<double> s2)
    {
        var s = Vector256.Create(sign);
        Vector256.FusedMultiplyAdd(s, s0, Vector256.Load(c)).Store(c);
        Vector256.FusedMultiplyAdd(s, s1, Vector256.Load(c + 4)).Store(c + 4);
        Vector256.FusedMultiplyAdd(s, s2, Vector256.Load(c + 8)).Store(c + 8);
    }
}
