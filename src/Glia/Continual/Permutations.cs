using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Glia.Continual;

/// <summary>Pixel orders: whether a list is one, its inverse, and a fingerprint for reports.</summary>
internal static class Permutations
{
    public static bool IsBijection(ReadOnlySpan<int> numbers, int length)
    {
        var seen = new bool[length];
        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)length || seen[number])
            {
                return false;
            }

            seen[number] = true;
        }

        return numbers.Length == length;
    }

    public static int[] Inverse(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }

    public static string Fingerprint(ReadOnlySpan<int> order)
    {
        var bytes = new byte[order.Length * sizeof(int)];
        for (var i = 0; i < order.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), order[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
