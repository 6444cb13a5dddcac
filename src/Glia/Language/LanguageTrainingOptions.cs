namespace Glia.Language;

/// <summary>Settings of <see cref="LanguageModelTraining"/>.</summary>
public sealed record LanguageTrainingOptions
{
    /// <summary>Training steps. Default 500.</summary>
    public int Steps { get; init; } = 500;

    /// <summary>T, tokens a window, through which gradients go back. Default 128.</summary>
    public int Window { get; init; } = 128;

    /// <summary>B, rows that read at once. Default 16.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Highest learning rate. Default 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decoupled weight decay. Default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Called after every step, to keep parameters where they are allowed; null for nothing.</summary>
    public Action? AfterStep { get; init; }
}
