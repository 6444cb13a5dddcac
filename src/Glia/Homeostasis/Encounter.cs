namespace Glia.Homeostasis;

/// <summary>A sample that may change the learning rate.</summary>
/// <param name="Sample">Its index in the epoch.</param>
/// <param name="Predicted">The class that the network sees in it.</param>
/// <param name="Label">Its class at present.</param>
public readonly record struct Encounter(int Sample, int Predicted, int Label);
