using Glia.Random;

namespace Glia.Spikes;

/// <summary>Rate coding in discrete time: at each step a unit fires with its value as probability.</summary>
/// <remarks>What SpikingJelly calls <c>PoissonEncoder</c> and snnTorch <c>spikegen.rate</c>.</remarks>
public static class RateEncoding
{
    /// <summary>Draws 0 or 1 for each step and unit.</summary>
    /// <param name="values">Probabilities, 0 to 1, of one step: [units], or [batch · units].</param>
    /// <param name="spikes">Receives [steps, values]: its length is a multiple of that of <paramref name="values"/>.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a value is not a probability.</exception>
    public static void Encode(ReadOnlySpan<float> values, Span<float> spikes, RandomStream random)
    {
        if (values.IsEmpty ? spikes.Length > 0 : spikes.Length % values.Length != 0)
        {
            throw new ArgumentException($"The spikes must have as many places as whole steps of {values.Length} values; got {spikes.Length}.", nameof(spikes));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"Value {i} must be a probability from 0 to 1; got {values[i]}. Scale the values first.", nameof(values));
            }
        }

        for (var step = spikes; step.Length > 0; step = step[values.Length..])
        {
            for (var i = 0; i < values.Length; i++)
            {
                step[i] = random.NextSingle() < values[i] ? 1 : 0;
            }
        }
    }
}
