using System.Globalization;
using Glia.Formats;

namespace Glia.Continual;

/// <summary>Pixel orders in a text file, so that another library's permutations can be used: one a line, numbers from 0 between blanks or commas.</summary>
public static class PermutationFile
{
    /// <summary>Reads the orders; empty lines and lines that begin with # are skipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pixels">Pixels of an image, and numbers of a line.</param>
    /// <exception cref="GliaFormatException">A line is not an order of so many pixels, or there is none.</exception>
    public static IReadOnlyList<PixelMap> Read(string path, int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        var maps = File.ReadLines(path).Select((text, i) => (Text: text.Trim(), Line: i + 1))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#')
            .Select(line => Parse(path, line.Line, line.Text, pixels)).ToList();
        return maps.Count > 0 ? maps : throw new GliaFormatException(path, 0, $"There is no permutation; expected one a line, each the numbers 0 … {pixels - 1} in some order.");
    }

    private static PixelMap Parse(string path, int line, string text, int pixels)
    {
        var words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var order = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out order[i]))
            {
                throw new GliaFormatException(path, line, $"Number {i + 1} of the line is '{words[i]}'; expected a whole number from 0 to {pixels - 1}.");
            }
        }

        return PixelMap.Problem(order, pixels) is { } problem ? throw new GliaFormatException(path, line, problem) : PixelMap.Permutation(order);
    }
}
