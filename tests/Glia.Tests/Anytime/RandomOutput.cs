using Glia.Anytime;
using Glia.Random;

namespace Glia.Tests.Anytime;

/// <summary>Outputs that drift towards the right class, some samples faster than others.</summary>
internal static class RandomOutput
{
    public const int Classes = 5;

    public static AnytimeOutput Make(int samples, int steps, long seed = 1)
    {
        var random = new RandomStream(seed, "anytime-test");
        var labels = new byte[samples];
        var accumulated = new float[samples * steps * Classes];
        for (var sample = 0; sample < samples; sample++)
        {
            labels[sample] = (byte)random.NextInt(Classes);
            var drift = 2 * random.NextSingle();
            for (var step = 0; step < steps; step++)
            {
                for (var label = 0; label < Classes; label++)
                {
                    var at = (((sample * steps) + step) * Classes) + label;
                    accumulated[at] = (step > 0 ? accumulated[at - Classes] : 0) + (float)(2 * random.NextGaussian()) + (label == labels[sample] ? drift : 0);
                }
            }
        }

        return new AnytimeOutput(accumulated, labels, steps, Classes);
    }

    public static IReadOnlyList<IStoppingCriterion> Criteria(int steps) =>
        [new SoftmaxConfidence(steps), new MeanSoftmaxConfidence(1), new EntropyConfidence(steps), new MarginConfidence(steps), new StablePrediction(4)];
}
