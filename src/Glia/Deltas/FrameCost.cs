namespace Glia.Deltas;

/// <summary>What frames cost.</summary>
/// <param name="Frames">How many frames.</param>
/// <param name="Events">Numbers that were sent.</param>
/// <param name="Operations">Multiply-accumulates that fell inside of the frames.</param>
public readonly record struct FrameCost(long Frames, long Events, long Operations)
{
    /// <summary>Both together.</summary>
    public static FrameCost operator +(FrameCost left, FrameCost right) => left.Plus(right);

    /// <summary>Both together.</summary>
    public FrameCost Plus(FrameCost other) => new(Frames + other.Frames, Events + other.Events, Operations + other.Operations);
}
