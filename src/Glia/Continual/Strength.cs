using System.Runtime.CompilerServices;

namespace Glia.Continual;

/// <summary>The check that all strengths of strategies share.</summary>
internal static class Strength
{
    /// <summary>Returns a strength of 0 or more.</summary>
    /// <param name="value">The strength.</param>
    /// <param name="what">What it is: "EWC's strength λ".</param>
    /// <param name="name">The argument that it came as.</param>
    public static double Checked(double value, string what, [CallerArgumentExpression(nameof(value))] string name = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{what} must be 0 or more and finite.");

    /// <summary>Returns a memory size of 1 or more.</summary>
    /// <param name="value">Number of samples.</param>
    /// <param name="what">What is stored: "ReservoirBuffer: the memory".</param>
    public static int CheckedMemory(int value, string what) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{what} must hold at least 1 sample: a memory of nothing rehearses nothing; use NaiveStrategy for none.");
}
