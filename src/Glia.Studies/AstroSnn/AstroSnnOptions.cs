using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.AstroSnn;

/// <summary>Options of the study. AM-SU: reconstruction, not the authors' equations.</summary>
public sealed record AstroSnnOptions : StudyOptions
{
    /// <summary>D, steps between cue and answer in delayed cue recall; empty leaves the part out.</summary>
    [Range(1, 10_000)]
    public IReadOnlyList<int> Delays { get; init; } = [5, 20, 80];

    /// <summary>Training sequences of delayed cue recall; as many validate and test.</summary>
    [Range(20, 1_000_000)]
    public int RecallSequences { get; init; } = 600;

    /// <summary>Epochs of delayed cue recall, batches of 20.</summary>
    [Range(1, 10_000)]
    public int RecallEpochs { get; init; } = 25;

    /// <summary>Adam's learning rates; every arm keeps the one that is best on validation sequences.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> RecallRates { get; init; } = [0.01, 0.03];

    /// <summary>Training steps of the language models, 16 windows of 128 characters each; 0 leaves the part out.</summary>
    [Range(0, 10_000_000)]
    public int TextSteps { get; init; }

    /// <summary>Learning rates of the language models; every arm keeps the one that is best on validation text after <see cref="TextTuningSteps"/>. The AM-SU tries as many settings: fewer rates, each with every <see cref="FeedbackLimits"/>.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> TextRates { get; init; } = [0.002, 0.004, 0.008, 0.016];

    /// <summary>Largest feedback g of astrocytes in the language models; below θ/κ = 0.25 no unit keeps itself firing.</summary>
    [Range(0.0, 100.0)]
    public IReadOnlyList<double> FeedbackLimits { get; init; } = [2, 0.2];

    /// <summary>Training steps by which a setting is chosen.</summary>
    [Range(1, 10_000_000)]
    public int TextTuningSteps { get; init; } = 40;

    /// <summary>Training steps of copying, 32 new sequences each; 0 leaves the part out.</summary>
    [Range(0, 10_000_000)]
    public int CopyingSteps { get; init; }

    /// <summary>Training steps of associative recall, 32 new sequences each; 0 leaves the part out.</summary>
    [Range(0, 10_000_000)]
    public int AssociationSteps { get; init; }

    /// <summary>Learning rates of copying and associative recall; every arm keeps the one that is best on validation sequences.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> TaskRates { get; init; } = [0.003, 0.01];

    /// <summary>The text: king-james (carried by Glia), generated (order-3 Markov text with brackets and repeated names), or the path of a UTF-8 file.</summary>
    public string Text { get; init; } = "king-james";

    /// <summary>d, width of the language models.</summary>
    [Range(8, 4096)]
    public int Width { get; init; } = 96;

    /// <summary>L, blocks of the language models.</summary>
    [Range(1, 48)]
    public int Layers { get; init; } = 2;

    /// <summary>Characters of the validation and test text that are scored; 0 for all.</summary>
    [Range(0, int.MaxValue)]
    public int ScoredCharacters { get; init; } = 65_536;

    /// <summary>Lengths of the context after which generation is measured; empty leaves the part out.</summary>
    [Range(1, 1_000_000)]
    public IReadOnlyList<int> CostContexts { get; init; } = [64, 4096];

    /// <summary>Rounds in which generation is timed, models and contexts interleaved; 0 counts bytes and takes no time.</summary>
    [Range(0, 1000)]
    public int CostRounds { get; init; } = 15;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Delays.Count > 0 && RecallRates.Count == 0)
        {
            yield return "RecallRates needs at least one learning rate.";
        }

        if (TextSteps > 0 && (TextRates.Count == 0 || FeedbackLimits.Count == 0))
        {
            yield return "TextRates and FeedbackLimits need at least one value each.";
        }

        if (CopyingSteps + AssociationSteps > 0 && TaskRates.Count == 0)
        {
            yield return "TaskRates needs at least one learning rate.";
        }

        if (Width % 4 != 0)
        {
            yield return FormattableString.Invariant($"Width must be a multiple of 4, the heads of the small GPT; got {Width}.");
        }
    }
}
