using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Memories;

/// <summary>The equations that magnetisations of a large network with few diluted patterns fulfil, m_μ = E[ξ_μ tanh(β Σ_ν ξ_ν m_ν)] over all 3^K columns of patterns, and their solution.</summary>
/// <remarks>
/// <para>Where the network learned from many examples of entropy ρ, a column's entries are ξ(1 + √ρ z) with z normal, and J has the weight 1/(1+ρ): the overlaps n of state and
/// averaged examples then stand in the field, n_μ = m_μ + ρ n_μ E[ξ_μ² ∂tanh]. To leading order both Hebbian rules have these equations.</para>
/// <para>Source: arXiv 2308.04106; the form with examples is derived here.</para>
/// </remarks>
public sealed class SelfConsistency
{
    /// <summary>Most patterns that are solved for: 3^12 columns.</summary>
    public const int MostPatterns = 12;

    private const int MostIterations = 20_000;
    private const double Tolerance = 1e-12;
    private const double Mixing = 0.7;
    private const double Deviations = 8;
    private const int LeastPoints = 241;
    private const int MostPoints = 8001;

    // Columns up to a common sign, which changes nothing; the first entry that is not blank is +1.
    private readonly (double Probability, double[] Entries)[] _columns;

    /// <summary>Sets the equations up.</summary>
    /// <param name="patterns">K, from 1 to <see cref="MostPatterns"/>.</param>
    /// <param name="dilution">d, from 0 up to but not 1.</param>
    /// <param name="temperature">T = 1/β, 0 for no noise. The critical temperature is 1 − d.</param>
    /// <param name="entropy">ρ of the examples, 0 for the patterns themselves.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SelfConsistency(int patterns, double dilution, double temperature, double entropy = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patterns);
        if (patterns > MostPatterns)
        {
            throw new ArgumentOutOfRangeException(nameof(patterns), patterns, string.Create(
                CultureInfo.InvariantCulture, $"{patterns} patterns have 3^{patterns} columns; up to {MostPatterns} patterns are solved. Run GlauberDynamics instead, which samples."));
        }

        Dilution.Require(dilution, nameof(dilution));
        if (!(temperature >= 0) || !double.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is 0 or more, and finite.");
        }

        if (!(entropy >= 0) || !double.IsFinite(entropy))
        {
            throw new ArgumentOutOfRangeException(nameof(entropy), entropy, "The entropy of examples is 0 or more, and finite.");
        }

        (Patterns, BlankShare, Temperature, Entropy) = (patterns, dilution, temperature, entropy);
        _columns = [.. Columns(patterns, dilution)];
    }

    /// <summary>K.</summary>
    public int Patterns { get; }

    /// <summary>d.</summary>
    public double BlankShare { get; }

    /// <summary>T.</summary>
    public double Temperature { get; }

    /// <summary>ρ.</summary>
    public double Entropy { get; }

    /// <summary>Iterates the equations from a start.</summary>
    /// <param name="start">One number a pattern.</param>
    /// <exception cref="ArgumentException">The start has another length.</exception>
    public SelfConsistentState Solve(IReadOnlyList<double> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Count != Patterns)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The start has {start.Count} numbers, there are {Patterns} patterns."), nameof(start));
        }

        var overlaps = start.ToArray();
        var converged = false;
        for (var iteration = 0; iteration < MostIterations && !converged; iteration++)
        {
            var next = Step(overlaps).Overlaps;
            converged = next.Zip(overlaps).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
            for (var pattern = 0; pattern < Patterns; pattern++)
            {
                overlaps[pattern] += Mixing * (next[pattern] - overlaps[pattern]);
            }
        }

        var (magnetisations, last, freeEnergy, leastField) = Step(overlaps);
        var radius = Temperature > 0 || Entropy > 0 ? Radius(last) : leastField > 0 ? 0 : double.PositiveInfinity;
        return new SelfConsistentState(magnetisations, freeEnergy, converged, radius);
    }

    /// <summary>Solves from one pattern with traces of the others, and from 1, 2, … K patterns alike, and returns the solution of the lowest free energy.</summary>
    public SelfConsistentState Lowest() =>
        Enumerable.Range(1, Patterns).Select(alike => Solve([.. Enumerable.Range(0, Patterns).Select(pattern => pattern < alike ? 0.5 * (1 - BlankShare) : 0)]))
            .Prepend(Solve(PerturbedSingle())).MinBy(state => state.FreeEnergy)!;

    /// <summary>The usual start: half of a pattern, and traces of the others that differ.</summary>
    public double[] PerturbedSingle() => [.. Enumerable.Range(0, Patterns).Select(pattern => pattern == 0 ? 0.5 : 0.01 / pattern)];

    // Overlaps n of state and vectors stand in the fields; m are those with the patterns. The free energy is that of n, at which it is stationary.
    private (double[] Magnetisations, double[] Overlaps, double FreeEnergy, double LeastField) Step(double[] overlaps)
    {
        var weight = 1 / (1 + Entropy);
        var (magnetisations, slopes) = (new double[Patterns], new double[Patterns]);
        var (energy, least) = (0.0, double.PositiveInfinity);
        foreach (var (probability, entries) in _columns)
        {
            var (mean, variance) = (0.0, 0.0);
            for (var pattern = 0; pattern < Patterns; pattern++)
            {
                mean += weight * entries[pattern] * overlaps[pattern];
                variance += entries[pattern] == 0 ? 0 : Entropy * weight * weight * overlaps[pattern] * overlaps[pattern];
            }

            var (response, slope, potential) = Averages(mean, variance);
            least = entries.All(entry => entry == 0) ? least : Math.Min(least, Math.Abs(mean));
            energy -= probability * potential;
            for (var pattern = 0; pattern < Patterns; pattern++)
            {
                magnetisations[pattern] += probability * entries[pattern] * response;
                slopes[pattern] += entries[pattern] == 0 ? 0 : probability * slope;
            }
        }

        var next = new double[Patterns];
        for (var pattern = 0; pattern < Patterns; pattern++)
        {
            // E[ξ √ρ z tanh] by parts: the mean slope times the derivative of the field by z.
            next[pattern] = magnetisations[pattern] + (Entropy * weight * overlaps[pattern] * slopes[pattern]);
            energy += weight * overlaps[pattern] * overlaps[pattern] / 2;
        }

        return (magnetisations, next, energy, least);
    }

    // Means of tanh(βh), of its slope by h, and of T ln 2 cosh(βh), over a normal field.
    private (double Response, double Slope, double Potential) Averages(double mean, double variance)
    {
        if (Temperature == 0)
        {
            if (variance == 0)
            {
                return (Math.Sign(mean), 0, Math.Abs(mean));
            }

            var deviation = Math.Sqrt(variance);
            var density = Math.Exp(-mean * mean / (2 * variance)) / (deviation * Math.Sqrt(2 * Math.PI));
            var sign = SpecialFunctions.Erf(mean / (deviation * Math.Sqrt(2)));
            return (sign, 2 * density, (mean * sign) + (2 * variance * density));
        }

        if (variance == 0)
        {
            return At(mean);
        }

        // Four points for each step of the field by T, over which tanh bends.
        var spread = Math.Sqrt(variance);
        var points = (int)Math.Clamp(8 * Deviations * spread / Temperature, LeastPoints, MostPoints);
        var (response, slope, potential, total) = (0.0, 0.0, 0.0, 0.0);
        for (var point = 0; point < points; point++)
        {
            var z = Deviations * ((2.0 * point / (points - 1)) - 1);
            var share = Math.Exp(-z * z / 2);
            var (r, s, p) = At(mean + (spread * z));
            (response, slope, potential, total) = (response + (share * r), slope + (share * s), potential + (share * p), total + share);
        }

        return (response / total, slope / total, potential / total);
    }

    private (double Response, double Slope, double Potential) At(double field)
    {
        var response = Math.Tanh(field / Temperature);
        var size = Math.Abs(field);
        return (response, (1 - (response * response)) / Temperature, size + (Temperature * double.LogP1(Math.Exp(-2 * size / Temperature))));
    }

    private double Radius(double[] overlaps)
    {
        const double Small = 1e-6;
        var jacobian = Matrix<double>.Build.Dense(Patterns, Patterns);
        for (var column = 0; column < Patterns; column++)
        {
            double[] Moved(double by) => Step([.. overlaps.Select((overlap, pattern) => pattern == column ? overlap + by : overlap)]).Overlaps;
            var (up, down) = (Moved(Small), Moved(-Small));
            for (var row = 0; row < Patterns; row++)
            {
                jacobian[row, column] = (up[row] - down[row]) / (2 * Small);
            }
        }

        return jacobian.Evd().EigenValues.Max(value => value.Magnitude);
    }

    private static IEnumerable<(double Probability, double[] Entries)> Columns(int patterns, double dilution)
    {
        var count = (int)Math.Round(Math.Pow(3, patterns));
        for (var index = 0; index < count; index++)
        {
            var (entries, rest, probability, first) = (new double[patterns], index, 1.0, 0.0);
            for (var pattern = 0; pattern < patterns; pattern++, rest /= 3)
            {
                entries[pattern] = (rest % 3) - 1;
                probability *= entries[pattern] == 0 ? dilution : (1 - dilution) / 2;
                first = first == 0 ? entries[pattern] : first;
            }

            if (first >= 0 && probability > 0)
            {
                yield return (first == 0 ? probability : 2 * probability, entries);
            }
        }
    }
}
