namespace Glia.Circuits;

/// <summary>Rotary positions (RoPE): queries and keys are turned by an angle that grows with their position.</summary>
/// <remarks>Source: Su and others 2021, arXiv 2104.09864. θ_j = base^(−2j/d_h), j = 0 … d_h/2 − 1.</remarks>
/// <param name="Base">Base of the angles: 10,000 in Llama 2, 500,000 in Llama 3, 1,000,000 in Qwen.</param>
/// <param name="Layout">Which coordinates turn together.</param>
/// <param name="Scaling">Stretching for long contexts; null for none.</param>
public sealed record RotaryOptions(double Base = 10_000, RotaryLayout Layout = RotaryLayout.Half, RotaryScaling? Scaling = null)
{
    /// <summary>The angle that one position adds, radians, for each pair of coordinates of a head.</summary>
    /// <exception cref="ArgumentException">The head has an odd number of coordinates.</exception>
    public double[] Frequencies(int headSize)
    {
        if (headSize <= 0 || headSize % 2 != 0)
        {
            throw new ArgumentException($"Rotary positions turn pairs of coordinates; a head of {headSize} has none to spare.", nameof(headSize));
        }

        var frequencies = new double[headSize / 2];
        for (var j = 0; j < frequencies.Length; j++)
        {
            var plain = Math.Pow(Base, -2.0 * j / headSize);
            frequencies[j] = Scaling?.Scale(plain) ?? plain;
        }

        return frequencies;
    }
}
