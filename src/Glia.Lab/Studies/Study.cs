using Glia.Lab.Figures;
using Glia.Lab.Options;
using Glia.Lab.Trials;

namespace Glia.Lab.Studies;

/// <summary>A paper's study as the Lab sees it: claims, presets, a plan of trials, a way to run one, and pure functions that judge and draw.</summary>
/// <remarks>Studies derive from <see cref="Study{TOptions, TArm}"/>; this base hides the two types.</remarks>
public abstract class Study
{
    /// <summary>The paper's slug, as in the catalogue.</summary>
    public abstract string Slug { get; }

    /// <summary>The paper: authors, year, title, identifier.</summary>
    public abstract string Paper { get; }

    /// <summary>The data that the study runs on.</summary>
    public abstract string Data { get; }

    /// <summary>What a reader must know first: what was reconstructed, what differs from the paper.</summary>
    public abstract string Differences { get; }

    /// <summary>The paper's claims.</summary>
    public abstract IReadOnlyList<Claim> Claims { get; }

    /// <summary>The sizes in which the study comes.</summary>
    public abstract IReadOnlyList<Preset> Presets { get; }

    /// <summary>The options that a user can set.</summary>
    public abstract OptionSchema Options { get; }

    /// <summary>Whether a trial must have a process for itself, since it uses torch's one global generator.</summary>
    public virtual bool RunsTrialsAlone => false;

    /// <summary>Whether trials use tensors; a study without them runs where libtorch cannot load.</summary>
    public virtual bool UsesLibtorch => true;

    /// <summary>Returns the preset of that name.</summary>
    /// <exception cref="ArgumentException">The study has no such preset; the message lists those it has.</exception>
    public Preset Preset(PresetName name) => Presets.FirstOrDefault(preset => preset.Name == name)
        ?? throw new ArgumentException($"{Slug} has no preset '{name}'; it has {string.Join(", ", Presets.Select(preset => preset.Name))}.", nameof(name));

    /// <summary>Lists the trials of a run: every arm with every seed, in a fixed order.</summary>
    /// <exception cref="ArgumentException">Two arms have the same name, or there is no seed.</exception>
    public abstract IReadOnlyList<Trial> Plan(StudyOptions options, IReadOnlyList<long> seeds);

    /// <summary>Runs one trial.</summary>
    public abstract TrialResult Run(Trial trial, StudyOptions options, TrialContext context);

    /// <summary>Judges a trial table: one finding a claim, in the claims' order, by the rules of <see cref="FindingReview"/>.</summary>
    public abstract IReadOnlyList<Finding> Judge(TrialTable trials, StudyOptions options);

    /// <summary>Draws a trial table.</summary>
    public abstract IReadOnlyList<Figure> Draw(TrialTable trials, StudyOptions options);
}
