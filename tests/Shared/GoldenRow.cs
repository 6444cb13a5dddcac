using System.Globalization;

namespace Glia.Testing;

/// <summary>One row of a golden table: arguments to read, and answers to compare with.</summary>
internal sealed class GoldenRow(string place, string[] columns, string[] cells, GoldenTolerance tolerance)
{
    /// <summary>The file and the line.</summary>
    public string Place => place;

    /// <summary>A cell as it stands.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string Text(string column)
    {
        var index = Array.IndexOf(columns, column);
        return index >= 0 ? cells[index] : throw new ArgumentException($"{place}: no column '{column}'; there are {string.Join(", ", columns)}.", nameof(column));
    }

    /// <summary>A cell as a number.</summary>
    public double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);

    /// <summary>A cell as a whole number.</summary>
    public long Integer(string column) => long.Parse(Text(column), CultureInfo.InvariantCulture);

    /// <summary>A cell as numbers with blanks between.</summary>
    public double[] Numbers(string column) => [.. Text(column).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>A cell as 32-bit words, in hexadecimal with blanks between.</summary>
    public uint[] Words(string column) => [.. Text(column).Split(' ').Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    /// <summary>Compares a computed number with the golden one, within the file's tolerance.</summary>
    public void Compare(string column, double computed)
    {
        var golden = Number(column);
        var allowed = tolerance.For(Text(column));
        var difference = computed == golden ? 0 : Math.Abs(computed - golden) / Math.Abs(golden);
        Assert.True(difference <= allowed, string.Create(
            CultureInfo.InvariantCulture, $"{place}, column '{column}': expected {Text(column)}; got {computed:R}. They differ by {difference:G3} of it, {allowed:G3} is allowed."));
    }

    /// <summary>Compares computed words with the golden ones, bit by bit.</summary>
    public void Compare(string column, IReadOnlyList<uint> computed)
    {
        var text = string.Join(' ', computed.Select(word => word.ToString("x8", CultureInfo.InvariantCulture)));
        Assert.True(text == Text(column), $"{place}, column '{column}': expected {Text(column)}; got {text}.");
    }
}
