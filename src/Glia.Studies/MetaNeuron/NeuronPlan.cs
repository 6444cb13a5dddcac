namespace Glia.Studies.MetaNeuron;

/// <summary>The arms: cells of task and initial time constant, rivals, other rules, complexity.</summary>
internal static class NeuronPlan
{
    /// <summary>The initial time constant of the arms that have one only.</summary>
    public const double MiddleTau = 2;

    public static IEnumerable<NeuronArm> Arms(MetaNeuronOptions options) => Networks(options).Concat(Others(options)).DistinctBy(arm => arm.Name);

    private static IEnumerable<NeuronArm> Networks(MetaNeuronOptions options)
    {
        foreach (var (task, taus, rivals) in new[] { (SpikeTask.Rates, options.RateTaus, []), (SpikeTask.Bursts, options.BurstTaus, options.RivalTaus) })
        {
            foreach (var tau in taus)
            {
                yield return new NeuronArm(NeuronMethod.WeightsAndConstants, task, tau);
            }

            foreach (var tau in taus.Concat(rivals))
            {
                yield return new NeuronArm(NeuronMethod.Weights, task, tau);
            }

            yield return new NeuronArm(NeuronMethod.Counts, task);
            if (options.OtherRules)
            {
                yield return new NeuronArm(NeuronMethod.ConstantsOnly, task, MiddleTau);
                yield return new NeuronArm(NeuronMethod.Stdp, task, MiddleTau);
                yield return new NeuronArm(NeuronMethod.StdpAndConstants, task, MiddleTau);
            }
        }

        if (options.OtherRules)
        {
            yield return new NeuronArm(NeuronMethod.MetaWeights, SpikeTask.Rates);
            yield return new NeuronArm(NeuronMethod.MetaWeightsAndConstants, SpikeTask.Rates);
        }

        if (options.DigitEpochs > 0)
        {
            yield return new NeuronArm(NeuronMethod.Weights, SpikeTask.Digits, MiddleTau);
            yield return new NeuronArm(NeuronMethod.WeightsAndConstants, SpikeTask.Digits, MiddleTau);
            yield return new NeuronArm(NeuronMethod.Counts, SpikeTask.Digits);
        }
    }

    private static IEnumerable<NeuronArm> Others(MetaNeuronOptions options)
    {
        foreach (var patterns in options.TempotronPatterns)
        {
            yield return new NeuronArm(NeuronMethod.Tempotron, Patterns: patterns);
            yield return new NeuronArm(NeuronMethod.TempotronAndConstants, Patterns: patterns);
        }

        yield return new NeuronArm(NeuronMethod.LongBursts);
        yield return new NeuronArm(NeuronMethod.LongRates);
        yield return new NeuronArm(NeuronMethod.EntropyRates);
    }
}
