namespace Glia.Data;

/// <summary>A data set of labelled images.</summary>
/// <param name="Description">What it is and where it comes from, for reports.</param>
/// <param name="Train">Images for training.</param>
/// <param name="Test">Images for testing.</param>
public sealed record ImageDataSet(string Description, LabelledImages Train, LabelledImages Test);
