using System.Globalization;

namespace Glia.Studies.BalancedReservoir;

/// <summary>A text file with one number a line.</summary>
internal static class NumberFile
{
    public static double[] Read(string path, int least)
    {
        var lines = File.ReadAllLines(path);
        var numbers = new List<double>(lines.Length);
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].Trim() is { Length: > 0 } text)
            {
                numbers.Add(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
                    : throw new ArgumentException($"{path}, line {line + 1}: expected a finite number, got '{text}'. Give one number a line."));
            }
        }

        return numbers.Count >= least ? [.. numbers]
            : throw new ArgumentException($"{path} has {numbers.Count} numbers; {least} are needed, to learn from and to test on. Lower trainSteps and adaptationSteps, or give a longer series.");
    }
}
