namespace Glia.Studies.ZeroShotLsm;

/// <summary>Images or sounds as features.</summary>
/// <param name="Train">For training.</param>
/// <param name="Test">For the test.</param>
/// <param name="Operations">Additions of a weight to a membrane that a recording takes on average; 0 without a liquid.</param>
/// <param name="Metrics">How active the liquid is; empty without one.</param>
internal sealed record EncodedKind(FeatureTable Train, FeatureTable Test, double Operations, IReadOnlyDictionary<string, double> Metrics);
