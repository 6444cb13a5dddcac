using System.Globalization;

namespace Glia.Continual;

/// <summary>How the need for a task falls with the time since it was last met: a weight for each lag.</summary>
/// <remarks>
/// In phase t the task i is rehearsed with probability w(t−i)/Σ_{j&lt;t} w(t−j), lag L = t−i ≥ 1. Environments recur as a power law of the time since
/// last use, with exponents around 0.7 to 1 (Anderson and Schooler 1991). That is another thing than a power law of task <em>frequency</em> (Zipf).
/// </remarks>
public sealed class RecurrenceKernel
{
    private readonly Func<double, double> _weight;

    private RecurrenceKernel(string name, Func<double, double> weight)
    {
        Name = name;
        _weight = weight;
    }

    /// <summary>The kernel in a few words, with its parameter.</summary>
    public string Name { get; }

    /// <summary>All tasks alike: w(L) = 1.</summary>
    public static RecurrenceKernel Uniform { get; } = new("uniform", _ => 1);

    /// <summary>Only the task before this one: w(1) = 1, otherwise 0.</summary>
    public static RecurrenceKernel MostRecent { get; } = new("most recent", lag => lag <= 1 ? 1 : 0);

    /// <summary>w(L) = L^(−α).</summary>
    /// <param name="exponent">α ≥ 0; 0 is the uniform kernel.</param>
    /// <param name="allowInverse">Whether α may be negative, which favours older tasks.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is not finite, or negative without <paramref name="allowInverse"/>.</exception>
    public static RecurrenceKernel PowerLaw(double exponent, bool allowInverse = false)
    {
        if (!double.IsFinite(exponent) || (exponent < 0 && !allowInverse))
        {
            throw new ArgumentOutOfRangeException(
                nameof(exponent), exponent, "The exponent α of a power law must be 0 or more: below, older tasks would be favoured; use negative α only if you mean it (allowInverse).");
        }

        return new(Text("power law α={0}", exponent), lag => Math.Pow(lag, -exponent));
    }

    /// <summary>w(L) = e^(−λ(L−1)).</summary>
    /// <param name="rate">λ ≥ 0; infinity is <see cref="MostRecent"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not a number.</exception>
    public static RecurrenceKernel Exponential(double rate)
    {
        if (!(rate >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate λ of an exponential kernel must be 0 or more.");
        }

        return new(Text("exponential λ={0}", rate), lag => lag <= 1 ? 1 : Math.Exp(-rate * (lag - 1)));
    }

    /// <summary>Any kernel.</summary>
    /// <param name="name">The kernel in a few words.</param>
    /// <param name="weight">The weight of a lag ≥ 1; finite and not negative.</param>
    public static RecurrenceKernel Custom(string name, Func<double, double> weight) => new(name, weight);

    /// <summary>The weight of a lag.</summary>
    /// <exception cref="InvalidOperationException">The kernel gave a number that is not finite or is negative.</exception>
    public double Weight(double lag)
    {
        var weight = _weight(lag);
        return weight >= 0 && double.IsFinite(weight) ? weight : throw new InvalidOperationException(Text("The kernel '" + Name + "' weighs lag {0} with a number that is negative or not finite.", lag));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Text(string format, double number) => string.Format(CultureInfo.InvariantCulture, format, number);
}
