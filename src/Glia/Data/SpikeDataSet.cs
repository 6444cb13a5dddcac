namespace Glia.Data;

/// <summary>Recordings of spikes for training, for choosing between models, and for the final test.</summary>
/// <param name="Description">What it is, for reports.</param>
/// <param name="ClassNames">The names of the classes; a label is a place in it.</param>
/// <param name="UnitCount">How many units each recording has.</param>
/// <param name="Train">For training.</param>
/// <param name="Validation">For choosing.</param>
/// <param name="Test">For the final test.</param>
public sealed record SpikeDataSet(
    string Description, IReadOnlyList<string> ClassNames, int UnitCount, IReadOnlyList<LabelledSpikes> Train, IReadOnlyList<LabelledSpikes> Validation, IReadOnlyList<LabelledSpikes> Test);
