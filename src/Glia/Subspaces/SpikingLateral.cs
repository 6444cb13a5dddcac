using System.Numerics;

namespace Glia.Subspaces;

/// <summary>Lateral neurons that only spike: their activity is a number of spikes, of either sign, in a window.</summary>
/// <remarks>y ← round(clamp(y, −S, S)/S · T)/T · S. Source: Xiao et al. 2024 (HLOP), the spiking lateral connections of its code.</remarks>
/// <param name="Range">S, the largest activity. Default 20.</param>
/// <param name="Spikes">T, spikes at the largest activity. Default 1,000; the example of the paper's code has 40.</param>
public sealed record SpikingLateral(double Range = 20, int Spikes = 1000)
{
    /// <summary>S.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public double Range { get; init => field = Positive(value); } = Positive(Range);

    /// <summary>T.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Spikes { get; init => field = AtLeastOne(value); } = AtLeastOne(Spikes);

    /// <summary>Rounds activities to what spikes can say, in place.</summary>
    public void Quantise(Span<float> activity)
    {
        var (range, perSpike) = ((float)Range, (float)(Range / Spikes));
        var (spikes, low, high) = (new Vector<float>(1 / perSpike), new Vector<float>(-range), new Vector<float>(range));
        var i = 0;
        for (; i <= activity.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var clamped = Vector.Min(Vector.Max(new Vector<float>(activity[i..]), low), high);
            (Vector.Round(clamped * spikes) * perSpike).CopyTo(activity[i..]);
        }

        for (; i < activity.Length; i++)
        {
            activity[i] = MathF.Round(Math.Clamp(activity[i], -range, range) * (1 / perSpike)) * perSpike;
        }
    }

    private static double Positive(double range) => range > 0 && double.IsFinite(range)
        ? range
        : throw new ArgumentOutOfRangeException(nameof(range), range, "SpikingLateral.Range must be greater than 0 and finite.");

    private static int AtLeastOne(int spikes) => spikes >= 1
        ? spikes
        : throw new ArgumentOutOfRangeException(nameof(spikes), spikes, "SpikingLateral.Spikes must be at least 1.");
}
