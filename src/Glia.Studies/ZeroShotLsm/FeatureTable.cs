namespace Glia.Studies.ZeroShotLsm;

/// <summary>Features of recordings, [count, width], and their digits.</summary>
internal sealed record FeatureTable(float[] Values, int[] Digits)
{
    public int Width => Values.Length / Digits.Length;

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Width, Width);

    /// <summary>The rows of some digits, in order.</summary>
    public int[] RowsOf(IEnumerable<int> digits) => [.. Enumerable.Range(0, Digits.Length).Where(row => digits.Contains(Digits[row]))];

    /// <summary>Some rows, copied.</summary>
    public FeatureTable At(IReadOnlyList<int> rows)
    {
        var values = new float[rows.Count * Width];
        for (var i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(values.AsSpan(i * Width));
        }

        return new FeatureTable(values, [.. rows.Select(row => Digits[row])]);
    }
}
