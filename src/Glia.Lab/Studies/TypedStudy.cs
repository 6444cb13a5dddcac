using Glia.Lab.Figures;
using Glia.Lab.Options;
using Glia.Lab.Trials;

namespace Glia.Lab.Studies;

/// <summary>Base of every study: its options and its arms are typed records.</summary>
/// <typeparam name="TOptions">What a user can set; the defaults are the paper's.</typeparam>
/// <typeparam name="TArm">What differs between trials.</typeparam>
public abstract class Study<TOptions, TArm> : Study
    where TOptions : StudyOptions, new()
    where TArm : Arm
{
    /// <inheritdoc/>
    public sealed override OptionSchema Options { get; } = OptionSchema.Of(typeof(TOptions));

    /// <summary>Lists the arms of a run; each is run with every seed, up to its <see cref="Arm.SeedLimit"/>.</summary>
    protected abstract IEnumerable<TArm> Arms(TOptions options);

    /// <summary>Runs one arm with the seed and streams of <paramref name="context"/>; must not depend on any other trial.</summary>
    protected abstract TrialResult Run(TArm arm, TOptions options, TrialContext context);

    /// <summary>Judges the claims; a pure function of the table. Claims without a finding count as not tested.</summary>
    protected abstract IEnumerable<Finding> Judge(TrialTable<TArm> trials, TOptions options);

    /// <summary>Draws the figures; a pure function of the table.</summary>
    protected abstract IEnumerable<Figure> Draw(TrialTable<TArm> trials, TOptions options);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Trial> Plan(StudyOptions options, IReadOnlyList<long> seeds)
    {
        if (seeds.Count == 0)
        {
            throw new ArgumentException("A run needs at least one seed.", nameof(seeds));
        }

        var arms = Arms((TOptions)options).ToList();
        var twice = arms.GroupBy(arm => arm.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? [.. arms.SelectMany(arm => seeds.Take(arm.SeedLimit).Select(seed => Trial.Create(Slug, arm, seed, options)))]
            : throw new ArgumentException($"{Slug} plans the arm '{twice.Key}' {twice.Count()} times.", nameof(options));
    }

    /// <inheritdoc/>
    public sealed override TrialResult Run(Trial trial, StudyOptions options, TrialContext context) =>
        Run(trial.ArmAs<TArm>(), (TOptions)options, context);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Finding> Judge(TrialTable trials, StudyOptions options) =>
        FindingReview.Review(Claims, Judge(trials.As<TArm>(), (TOptions)options));

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Figure> Draw(TrialTable trials, StudyOptions options) =>
        [.. Draw(trials.As<TArm>(), (TOptions)options)];
}
