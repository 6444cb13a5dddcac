namespace Glia.Circuits;

/// <summary>The stretching of slow rotations of Llama 3.1 and later (<c>rope_type</c> "llama3").</summary>
/// <remarks>
/// With the wavelength λ = 2π/θ and C the original context: θ stays if λ &lt; C/High, becomes θ/Factor if λ &gt; C/Low, and between them
/// (1 − s)θ/Factor + sθ with s = (C/λ − Low)/(High − Low).
/// </remarks>
/// <param name="Factor">8 in Llama 3.1, 32 in Llama 3.2.</param>
/// <param name="LowFrequencyFactor">Low.</param>
/// <param name="HighFrequencyFactor">High.</param>
/// <param name="OriginalContext">C, tokens.</param>
public sealed record RotaryScaling(double Factor, double LowFrequencyFactor = 1, double HighFrequencyFactor = 4, int OriginalContext = 8192)
{
    /// <summary>Returns the scaled angle a position adds.</summary>
    /// <param name="frequency">θ, radians a position.</param>
    public double Scale(double frequency)
    {
        var turns = OriginalContext * frequency / (2 * Math.PI);
        if (turns > HighFrequencyFactor)
        {
            return frequency;
        }

        if (turns < LowFrequencyFactor)
        {
            return frequency / Factor;
        }

        var share = (turns - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor);
        return ((1 - share) * frequency / Factor) + (share * frequency);
    }
}
