using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Cli.Tests;

/// <summary>A study whose trials take a given time and end as told: the tests' stand-in for a paper.</summary>
public sealed class ToyStudy : Study<ToyOptions, ToyArm>
{
    /// <inheritdoc/>
    public override string Slug => "toy";

    /// <inheritdoc/>
    public override string Paper => "Nobody: A toy.";

    /// <inheritdoc/>
    public override string Data => "Random numbers.";

    /// <inheritdoc/>
    public override string Differences => "There is no paper.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } = [new("C1", "Means are near one half.", "0.5", "none", "mean within 0.4 and 0.6")];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
        [.. Enum.GetValues<PresetName>().Select(name => new Preset(name, new ToyOptions(), Seeds: 3, TimeSpan.FromSeconds(1), "Small."))];

    /// <inheritdoc/>
    protected override IEnumerable<ToyArm> Arms(ToyOptions options) => Enumerable.Range(0, options.Arms).Select(number => new ToyArm(number));

    /// <inheritdoc/>
    protected override TrialResult Run(ToyArm arm, ToyOptions options, TrialContext context)
    {
        if (arm.Number == 1 && context.Seed == 2 && options.Ending != ToyEnding.Well)
        {
            if (options.Ending == ToyEnding.Dies)
            {
                Environment.FailFast("The toy was told to die.");
            }

            throw new InvalidOperationException("The toy was told to fail.");
        }

        var noise = context.Stream(string.Create(CultureInfo.InvariantCulture, $"noise/{arm.Number}"));
        double sum = 0;
        const int steps = 10;
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < 100; i++)
            {
                sum += noise.NextDouble();
            }

            Thread.Sleep(options.Milliseconds / steps);
            context.Step(step + 1, steps);
        }

        return new TrialResult { Metrics = new Dictionary<string, double> { ["mean"] = sum / (100 * steps) } };
    }

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ToyArm> trials, ToyOptions options)
    {
        if (trials.Mean("mean") is { } mean)
        {
            yield return new Finding("C1", "mean", mean, Rule.Within(mean, 0.4, options.Highest));
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ToyArm> trials, ToyOptions options) => [];
}

/// <summary>How one of the toy's trials ends.</summary>
public enum ToyEnding
{
    /// <summary>With a result.</summary>
    Well,

    /// <summary>With an exception.</summary>
    Fails,

    /// <summary>With its whole process.</summary>
    Dies,
}

/// <summary>Options of the toy.</summary>
public sealed record ToyOptions : StudyOptions
{
    /// <summary>Number of arms.</summary>
    [Range(1, 10_000)]
    public int Arms { get; init; } = 4;

    /// <summary>Time of a trial in milliseconds.</summary>
    [Range(0, 10_000)]
    public int Milliseconds { get; init; }

    /// <summary>How arm 1 ends with seed 2.</summary>
    public ToyEnding Ending { get; init; }

    /// <summary>Highest mean that counts as reproduced.</summary>
    [Range(0.0, 1.0)]
    public double Highest { get; init; } = 0.6;
}

/// <summary>An arm of the toy.</summary>
/// <param name="Number">Its number.</param>
public sealed record ToyArm(int Number) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"arm {Number}");
}
