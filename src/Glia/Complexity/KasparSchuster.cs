namespace Glia.Complexity;

/// <summary>The number of LZ76 phrases by comparing the next phrase with every earlier place (Kaspar and Schuster 1987): quick for short sequences.</summary>
internal static class KasparSchuster
{
    public static int Complexity(ReadOnlySpan<byte> sequence)
    {
        var n = sequence.Length;
        var (phrases, start) = (0, 0);
        while (start < n)
        {
            // The longest copy that begins before the phrase; it may run into the phrase itself.
            var longest = 0;
            for (var from = 0; from < start && start + longest < n; from++)
            {
                longest = Math.Max(longest, sequence[from..].CommonPrefixLength(sequence[start..]));
            }

            start += longest + 1;
            phrases++;
        }

        return phrases;
    }
}
