using System.Text.Json.Serialization;

namespace Glia.Lab.Statistics;

/// <summary>A closed interval of numbers, such as a 95 % confidence interval.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct Interval
{
    /// <summary>Makes the interval from its two ends; two NaN make <see cref="None"/>.</summary>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, not below <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentException">The ends are in the wrong order, or only one of them is NaN.</exception>
    [JsonConstructor]
    public Interval(double lower, double upper)
    {
        if (lower > upper || double.IsNaN(lower) != double.IsNaN(upper))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"An interval's lower end must not be above its upper end; got [{lower}, {upper}]."), nameof(lower));
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>No interval: both ends are NaN. That is what a single value gives.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>The lower end; NaN where there is no interval.</summary>
    public double Lower { get; }

    /// <summary>The upper end; NaN where there is no interval.</summary>
    public double Upper { get; }

    /// <summary>Whether there is an interval at all.</summary>
    [JsonIgnore]
    public bool IsDefined => !double.IsNaN(Lower);

    /// <summary>Upper end minus lower end; NaN where there is no interval.</summary>
    [JsonIgnore]
    public double Width => Upper - Lower;

    /// <summary>Whether the value lies in the interval, ends included; false where there is no interval.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>Whether the whole interval lies above the value; false where there is no interval.</summary>
    public bool IsAbove(double value) => Lower > value;

    /// <summary>Whether the whole interval lies below the value; false where there is no interval.</summary>
    public bool IsBelow(double value) => Upper < value;
}
