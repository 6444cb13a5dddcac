namespace Glia.Neurons;

/// <summary>The shape of a sequence [steps, batch, neurons], time first, neurons contiguous.</summary>
/// <param name="Steps">T, number of time steps; 1 for the single-step form.</param>
/// <param name="Batch">B, number of independent sequences.</param>
/// <param name="Neurons">N, number of neurons; of several dimensions, their product.</param>
public readonly record struct SequenceShape(int Steps, int Batch, int Neurons)
{
    /// <summary>B·N: how many neurons are advanced side by side.</summary>
    public int Columns => checked(Batch * Neurons);

    /// <summary>T·B·N: how many numbers a sequence of this shape holds.</summary>
    public int Length => checked(Steps * Columns);

    /// <summary>Returns the shape as it stands in messages: [T, B, N].</summary>
    public override string ToString() => $"[{Steps}, {Batch}, {Neurons}]";

    internal SequenceShape Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Steps);
        ArgumentOutOfRangeException.ThrowIfNegative(Batch);
        ArgumentOutOfRangeException.ThrowIfNegative(Neurons);
        _ = Length;
        return this;
    }
}
