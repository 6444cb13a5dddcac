using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Glia.Conversion;

/// <summary>One step of integrate-and-fire neurons with reset by subtraction: m ← m + x; o = θ·[m ≥ θ]; m ← m − o.</summary>
internal static class IntegrateAndFireCells
{
    /// <summary>Steps neurons that send positive spikes only.</summary>
    /// <param name="current">x.</param>
    /// <param name="membrane">m, changed.</param>
    /// <param name="spikes">o, overwritten.</param>
    /// <param name="threshold">θ.</param>
    /// <param name="fanOut">Synaptic operations of a spike of each neuron, whole numbers below 2²⁰, so that sums of floats stay exact.</param>
    public static SpikingActivity Step(ReadOnlySpan<float> current, Span<float> membrane, Span<float> spikes, float threshold, ReadOnlySpan<float> fanOut)
    {
        ref var x = ref MemoryMarshal.GetReference(current);
        ref var m = ref MemoryMarshal.GetReference(membrane);
        ref var o = ref MemoryMarshal.GetReference(spikes);
        ref var f = ref MemoryMarshal.GetReference(fanOut);
        var (count, operations) = (0L, 0.0);
        var wide = Vector512.Create(threshold);
        var i = 0;
        for (; i <= current.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var charged = Vector512.LoadUnsafe(ref m, (nuint)i) + Vector512.LoadUnsafe(ref x, (nuint)i);
            var fires = Vector512.GreaterThanOrEqual(charged, wide);
            var sent = fires & wide;
            sent.StoreUnsafe(ref o, (nuint)i);
            (charged - sent).StoreUnsafe(ref m, (nuint)i);
            var bits = fires.ExtractMostSignificantBits();
            if (bits != 0)
            {
                count += System.Numerics.BitOperations.PopCount(bits);
                operations += Vector512.Sum(fires & Vector512.LoadUnsafe(ref f, (nuint)i));
            }
        }

        for (; i < current.Length; i++)
        {
            var charged = membrane[i] + current[i];
            var fires = charged >= threshold;
            spikes[i] = fires ? threshold : 0;
            membrane[i] = charged - spikes[i];
            count += fires ? 1 : 0;
            operations += fires ? fanOut[i] : 0;
        }

        return new SpikingActivity(count, operations);
    }

    /// <summary>Steps neurons that also take spikes back: o = −θ where m &lt; 0 and the spikes sent so far add up to more than 0.</summary>
    /// <param name="current">x.</param>
    /// <param name="membrane">m, changed.</param>
    /// <param name="sent">Positive minus negative spikes of each neuron, changed.</param>
    /// <param name="spikes">o, overwritten.</param>
    /// <param name="threshold">θ.</param>
    /// <param name="fanOut">Synaptic operations of a spike of each neuron.</param>
    public static SpikingActivity SignedStep(
        ReadOnlySpan<float> current, Span<float> membrane, Span<int> sent, Span<float> spikes, float threshold, ReadOnlySpan<float> fanOut)
    {
        var (count, operations) = (0L, 0.0);
        for (var i = 0; i < current.Length; i++)
        {
            var charged = membrane[i] + current[i];
            var sign = charged >= threshold ? 1 : charged < 0 && sent[i] > 0 ? -1 : 0;
            spikes[i] = sign * threshold;
            membrane[i] = charged - spikes[i];
            sent[i] += sign;
            count += Math.Abs(sign);
            operations += Math.Abs(sign) * fanOut[i];
        }

        return new SpikingActivity(count, operations);
    }
}
