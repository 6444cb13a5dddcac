using System.Diagnostics;
using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Measures time and memory of a token after contexts of several lengths, batch 1.</summary>
public static class GenerationBenchmark
{
    private const int Chunk = 256;
    private const int TokensPerRound = 8;

    /// <summary>Measures models side by side: in every round each model generates some tokens after each context, so that a slow moment meets all of them.</summary>
    /// <param name="models">The models; each must reach as far as the longest context and 8 tokens a round beyond it.</param>
    /// <param name="contexts">Lengths of context.</param>
    /// <param name="rounds">Rounds of 8 tokens; 0 counts bytes and takes no time.</param>
    /// <param name="random">Source of the context and of the tokens drawn.</param>
    /// <returns>The costs of each model, in the order of the contexts.</returns>
    /// <exception cref="ArgumentException">A context is not positive, or reaches beyond that of a model.</exception>
    public static IReadOnlyList<IReadOnlyList<GenerationCost>> Measure(IReadOnlyList<ILanguageModel> models, IReadOnlyList<int> contexts, int rounds, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        using var still = no_grad();
        var states = models.Select(model => contexts.Select(context => Read(model, context, random)).ToArray()).ToArray();
        var bytes = states.Select(row => row.Select(state => state.Bytes).ToArray()).ToArray();
        var times = states.Select(row => row.Select(_ => new List<double>()).ToArray()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var m = 0; m < models.Count; m++)
            {
                for (var c = 0; c < contexts.Count; c++)
                {
                    var token = random.NextInt(models[m].Vocabulary);
                    for (var i = 0; i < TokensPerRound; i++)
                    {
                        var clock = Stopwatch.GetTimestamp();
                        (token, var next) = models[m].Generate(token, states[m][c], random, temperature: 1);
                        times[m][c].Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                        states[m][c].Dispose();
                        states[m][c] = next;
                    }
                }
            }
        }

        foreach (var state in states.SelectMany(row => row))
        {
            state.Dispose();
        }

        return [.. models.Select((_, m) => contexts.Select((context, c) => new GenerationCost(context, Median(times[m][c]), bytes[m][c])).ToArray())];
    }

    private static LanguageModelState Read(ILanguageModel model, int context, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(context);
        LanguageModelState? state = null;
        for (var done = 0; done < context; done += Chunk)
        {
            using var scope = NewDisposeScope();
            var tokens = Enumerable.Range(0, Math.Min(Chunk, context - done)).Select(_ => (long)random.NextInt(model.Vocabulary)).ToArray();
            var (_, next) = model.Run(tensor(tokens).unsqueeze(1), state);
            state?.Dispose();
            state = next;
        }

        return state!;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times.Count == 0 ? double.NaN : times[times.Count / 2];
    }
}
