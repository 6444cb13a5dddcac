namespace Glia.Studies.SnnDelays;

/// <summary>Samples for training, for choosing between learning rates, and for the one test.</summary>
internal sealed record DataSplit(SequenceSamples Train, SequenceSamples Validation, SequenceSamples Test);
