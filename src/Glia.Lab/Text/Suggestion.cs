namespace Glia.Lab.Text;

/// <summary>Finds what a person who mistyped a name probably meant.</summary>
public static class Suggestion
{
    /// <summary>Returns up to three known names that are near a wrong one, nearest first.</summary>
    public static IReadOnlyList<string> Nearest(string wrong, IEnumerable<string> known)
    {
        var allowed = Math.Max(2, wrong.Length / 3);
        return
        [
            .. known.Select(name => (Name: name, Distance: Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(candidate => candidate.Distance <= allowed || candidate.Name.Contains(wrong, StringComparison.OrdinalIgnoreCase))
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(3).Select(candidate => candidate.Name),
        ];
    }

    /// <summary>Returns <c> Did you mean 'x' or 'y'?</c>, or nothing when no known name is near.</summary>
    public static string DidYouMean(string wrong, IEnumerable<string> known)
    {
        var nearest = Nearest(wrong, known);
        return nearest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?";
    }

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.
    private static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                var substituted = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(substituted, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
