using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Dendrites;

/// <summary>Refuses numbers outside their range, naming the number and the range.</summary>
internal static class Bounds
{
    public static void Check<T>(T value, T lowest, T highest, string highestName, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!(value >= lowest && value <= highest))
        {
            var most = highestName.Length == 0 ? "" : $" ({highestName})";
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {lowest} to {highest}{most}; got {value}."));
        }
    }

    public static void CheckNotBelow<T>(T value, T lowest, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        if (!(value >= lowest))
        {
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be at least {lowest}; got {value}."));
        }
    }
}
