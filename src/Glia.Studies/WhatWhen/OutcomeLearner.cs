using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Studies.WhatWhen;

/// <summary>A learner of the readouts, one a possible outcome.</summary>
internal abstract class OutcomeLearner
{
    /// <summary>Outcomes B and C.</summary>
    public const int Outcomes = 2;

    /// <summary>Learns from one trial.</summary>
    public abstract void Learn(LearningTrial trial);

    /// <summary>Is told that the contingency changes now, which most do not use.</summary>
    public virtual void Change()
    {
    }

    /// <summary>The same learner as it is now; goes on by itself.</summary>
    /// <param name="random">Source of what it draws from now on.</param>
    public abstract OutcomeLearner Copy(RandomStream random);

    public abstract ReadOnlySpan<double> Weights(int output);

    /// <summary>All weights, one readout after the other, copied.</summary>
    public double[] AllWeights() => [.. Enumerable.Range(0, Outcomes).SelectMany(output => Weights(output).ToArray())];

    public static OutcomeLearner Of(LearnerArm arm, int units, RandomStream random) => arm.Kind switch
    {
        LearnerKind.Force => new LeastSquares(new RlsReadout(units, Outcomes, new RlsOptions { Regularisation = arm.Constant }), resets: false),
        LearnerKind.ForceReset => new LeastSquares(new RlsReadout(units, Outcomes, new RlsOptions { Regularisation = arm.Constant }), resets: true),
        LearnerKind.ForceForgetting => new LeastSquares(new RlsReadout(units, Outcomes, new RlsOptions { Forgetting = 1 - arm.Constant }), resets: false),
        LearnerKind.Reward => new ByReward(new RewardModulatedReadout(units, Outcomes, new RewardModulatedOptions { Rate = arm.Constant }, random)),
        LearnerKind.Consolidated => new WhatOffline(new ThreeFactorReadout(units, Outcomes, new ThreeFactorOptions { Rate = arm.Constant })),
        _ => new ThreeFactor(new ThreeFactorReadout(units, Outcomes, RuleOf(arm)), arm.Kind == LearnerKind.NoGate ? AttentionGate.AlwaysOpen : new AttentionGate()),
    };

    private static ThreeFactorOptions RuleOf(LearnerArm arm) => new()
    {
        Rate = arm.Constant,
        Normalisation = arm.Kind == LearnerKind.NoNormalisation ? ErrorNormalisation.None : ErrorNormalisation.PopulationEnergy,
        ThirdFactor = arm.Kind == LearnerKind.UnsignedError ? ThirdFactor.UnsignedError : ThirdFactor.SignedError,
    };

    private sealed class ThreeFactor(ThreeFactorReadout readout, AttentionGate gate) : OutcomeLearner
    {
        public override void Learn(LearningTrial trial)
        {
            Span<double> targets = stackalloc double[Outcomes];
            foreach (var ms in trial.Open(gate))
            {
                trial.Targets(ms, targets);
                readout.Learn(trial.Features(ms), targets);
            }
        }

        public override OutcomeLearner Copy(RandomStream random) => new ThreeFactor(readout.Copy(), gate);

        public override ReadOnlySpan<double> Weights(int output) => readout.Weights(output);
    }

    private sealed class WhatOffline(ThreeFactorReadout readout) : OutcomeLearner
    {
        private const int ReplayHalfWidthMs = 50;
        private static readonly AttentionGate Gate = new();

        public override void Learn(LearningTrial trial)
        {
            Span<double> targets = stackalloc double[Outcomes];
            foreach (var ms in trial.Open(Gate))
            {
                trial.Targets(ms, targets);
                readout.LearnCommon(trial.Features(ms), targets);
            }

            foreach (var ms in trial.AroundTheEvent(ReplayHalfWidthMs))
            {
                trial.Targets(ms, targets);
                readout.LearnDifferences(trial.Features(ms), targets);
            }
        }

        public override OutcomeLearner Copy(RandomStream random) => new WhatOffline(readout.Copy());

        public override ReadOnlySpan<double> Weights(int output) => readout.Weights(output);
    }

    private sealed class LeastSquares(RlsReadout readout, bool resets) : OutcomeLearner
    {
        private static readonly AttentionGate Gate = new();

        public override void Learn(LearningTrial trial)
        {
            var times = trial.Open(Gate).ToList();
            var (features, targets) = (new float[times.Count * readout.Features], new double[times.Count * Outcomes]);
            for (var step = 0; step < times.Count; step++)
            {
                trial.Features(times[step]).CopyTo(features.AsSpan(step * readout.Features));
                trial.Targets(times[step], targets.AsSpan(step * Outcomes, Outcomes));
            }

            readout.LearnAll(features, targets);
        }

        public override void Change()
        {
            if (resets)
            {
                readout.ResetInverse();
            }
        }

        public override OutcomeLearner Copy(RandomStream random) => new LeastSquares(readout.Copy(), resets);

        public override ReadOnlySpan<double> Weights(int output) => readout.Weights(output);
    }

    private sealed class ByReward(RewardModulatedReadout readout) : OutcomeLearner
    {
        private static readonly AttentionGate Gate = new();

        public override void Learn(LearningTrial trial)
        {
            Span<double> targets = stackalloc double[Outcomes];
            foreach (var ms in trial.Open(Gate))
            {
                trial.Targets(ms, targets);
                readout.Learn(trial.Features(ms), targets);
            }
        }

        public override OutcomeLearner Copy(RandomStream random) => new ByReward(readout.Copy(random));

        public override ReadOnlySpan<double> Weights(int output) => readout.Weights(output);
    }
}
