using Glia.Lab.Trials;
using Glia.Language;

namespace Glia.Studies.AstroSnn;

/// <summary>Time and bytes of a token after several contexts, AM-SU and GPT of the same width side by side.</summary>
internal static class CostTrial
{
    private const int Vocabulary = 70;
    private const int Reach = 128;
    private const int Spare = 1024;

    public static TrialResult Run(AstroSnnOptions options, TrialContext context)
    {
        int[] contexts = [.. options.CostContexts.Distinct().Order()];
        context.Step(0, 1);
        var size = new ModelSize(Vocabulary, options.Width, options.Layers, Reach, contexts[^1] + Spare + (8 * options.CostRounds));
        using var spiking = AstroModels.Of(AstroUnit.AstrocyteModulated, size, context.Stream("cost/spiking"));
        using var transformer = AstroModels.Of(AstroUnit.Transformer, size, context.Stream("cost/transformer"));
        var costs = GenerationBenchmark.Measure([spiking, transformer], contexts, options.CostRounds, context.Stream("cost/tokens"));
        var (astro, attention) = (costs[0], costs[1]);
        var perToken = 2L * options.Layers * options.Width * sizeof(float);
        var metrics = new Dictionary<string, double>
        {
            ["AM-SU state constant"] = astro.All(cost => cost.StateBytes == astro[0].StateBytes) ? 1 : 0,
            ["GPT cache as predicted"] = attention.All(cost => cost.StateBytes == perToken * cost.Context) ? 1 : 0,
            ["AM-SU bytes"] = astro[0].StateBytes,
            ["GPT bytes, longest"] = attention[^1].StateBytes,
        };
        var arrays = new Dictionary<string, NumericArray>
        {
            ["contexts"] = NumericArray.Of(contexts.Select(length => (double)length)),
            ["AM-SU bytes"] = NumericArray.Of(astro.Select(cost => (double)cost.StateBytes)),
            ["GPT bytes"] = NumericArray.Of(attention.Select(cost => (double)cost.StateBytes)),
        };
        if (options.CostRounds > 0)
        {
            metrics["AM-SU ms, max/min"] = astro.Max(cost => cost.Milliseconds) / astro.Min(cost => cost.Milliseconds);
            metrics["GPT ms, longest/shortest"] = attention[^1].Milliseconds / attention[0].Milliseconds;
            metrics["AM-SU ms, longest"] = astro[^1].Milliseconds;
            metrics["GPT ms, longest"] = attention[^1].Milliseconds;
            arrays["AM-SU ms"] = NumericArray.Of(astro.Select(cost => cost.Milliseconds));
            arrays["GPT ms"] = NumericArray.Of(attention.Select(cost => cost.Milliseconds));
        }

        return new TrialResult { Metrics = metrics, Arrays = arrays };
    }
}
