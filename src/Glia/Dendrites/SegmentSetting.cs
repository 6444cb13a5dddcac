namespace Glia.Dendrites;

/// <summary>The four numbers that say how a segment meets a population.</summary>
/// <param name="Cells">Cells of the population, n.</param>
/// <param name="Active">Active cells, a.</param>
/// <param name="Synapses">Synapses of the segment, s.</param>
/// <param name="Threshold">Active synapses needed, θ.</param>
public readonly record struct SegmentSetting(int Cells, int Active, int Synapses, int Threshold)
{
    /// <summary>The probability that a random pattern makes the segment fire (equation 4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public double FalseMatchProbability => SdrTheory.FalseMatchProbability(Cells, Active, Synapses, Threshold);

    /// <summary>What a reader of a probability of 0 must know: that the threshold exceeds what can overlap; otherwise empty.</summary>
    public string Remark => Threshold > Math.Min(Active, Synapses)
        ? $"The threshold exceeds what can overlap: at most min(a, s) = {Math.Min(Active, Synapses)} synapses can be active, and {Threshold} are needed." : "";

    /// <summary>The number of active cells at a sparsity, rounded half to even.</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="sparsity">Fraction of cells that are active, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no cells, or the sparsity is no such fraction, as where a per cent or a count was meant.</exception>
    public static int ActiveCells(int cells, double sparsity)
    {
        Bounds.CheckNotBelow(cells, 1);
        return sparsity is >= 0 and < 1 ? (int)Math.Round(sparsity * cells) : throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity,
            FormattableString.Invariant($"sparsity must be a fraction, at least 0 and below 1; got {sparsity}. Was a count of {sparsity} active cells meant, or {sparsity} % ({sparsity / 100})?"));
    }
}
