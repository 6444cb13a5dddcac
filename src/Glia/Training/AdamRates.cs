namespace Glia.Training;

/// <summary>The numbers of one step of Adam.</summary>
internal readonly record struct AdamRates(double LearningRate, double FirstDecay, AdamOptions Options);
