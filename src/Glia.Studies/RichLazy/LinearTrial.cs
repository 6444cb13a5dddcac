using Glia.Dynamics;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Recurrent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Glia.Studies.RichLazy;

/// <summary>A two-layer linear network learns linear functions of its features, each from the start, and is held against the closed form where there is one.</summary>
internal sealed class LinearTrial(RegimeArm arm, RichLazyOptions options, TrialContext context)
{
    private const double Tolerance = 1e-4;
    private const int MostSteps = 3_000_000;

    private readonly double _norm = options.LinearScale * Math.Sqrt(options.Features);

    public TrialResult Run()
    {
        var targets = context.Stream("targets");
        var weights = context.Stream("linear weights");
        var full = Matrix<double>.Build.Dense(options.LinearUnits, options.Features, (_, _) => weights.NextGaussian());
        var runs = new List<Learned>();
        for (var index = 0; index < options.Targets; index++)
        {
            var target = options.TargetNorm * Vector<double>.Build.Dense(options.Features, _ => targets.NextGaussian()).Normalize(2);
            runs.Add(Learn(Start(full, target, weights), target));
            context.Step(index + 1, options.Targets);
        }

        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["kernelAlignment"] = runs.Average(run => run.Outcome.KernelAlignment),
                ["weightChange"] = runs.Average(run => run.Outcome.WeightChange),
                ["readoutNorm"] = runs.Average(run => run.Outcome.ReadoutNorm),
                ["kernelAlignmentWithRounding"] = runs.Average(run => run.WithRounding),
                ["effectiveRank"] = runs.Average(run => run.EffectiveRank),
                ["alignmentError"] = runs.Max(run => run.AlignmentError),
                ["changeError"] = runs.Max(run => run.ChangeError),
                ["drift"] = runs.Max(run => run.Drift),
            },
        };
    }

    private Matrix<double> Start(Matrix<double> full, Vector<double> target, RandomStream random) => arm.Connectivity switch
    {
        Connectivity.Orthogonal => full.QR(QRMethod.Thin).Q * options.LinearScale,
        Connectivity.Aligned => new AlignedLowRankInitializer { Norm = _norm }.Draw(options.LinearUnits, target, Matrix<double>.Build.DenseOfDiagonalVector(Variances()), random),
        _ => Scaled(new LowRankInitializer(arm.Rank).Truncate(full)),
    };

    private Matrix<double> Scaled(Matrix<double> weights) => weights * (_norm / weights.FrobeniusNorm());

    private Learned Learn(Matrix<double> start, Vector<double> target)
    {
        var network = TwoLayerLinearNetwork.WithinSpan(start, target, Variances());
        var before = network.FirstLayer;
        var outcome = network.Learn(options.LinearRate, Tolerance, MostSteps);
        var (first, second) = (network.FirstLayer, network.SecondLayer);
        var drift = ((first * first.Transpose()) - second.OuterProduct(second) - (before * before.Transpose())).FrobeniusNorm();
        var expected = Formula(start, target);
        return new Learned(
            outcome,
            new TwoLayerLinearNetwork(start, target, Variances()).Learn(options.LinearRate, Tolerance, MostSteps).KernelAlignment,
            EffectiveRank.Of(start),
            expected is { } alignment ? Math.Abs(alignment.KernelAlignment - outcome.KernelAlignment) : 0,
            expected is { } change ? Math.Abs(change.WeightChange - outcome.WeightChange) : 0,
            drift);
    }

    private LinearLearningOutcome? Formula(Matrix<double> start, Vector<double> target) => (arm.Connectivity, arm.Rank, arm.ConditionNumber) switch
    {
        (_, _, not 1) => null,
        (Connectivity.Orthogonal, _, _) => TwoLayerLinearTheory.FromOrthogonal(options.LinearScale, options.TargetNorm, options.Features),
        (_, 1, _) => TwoLayerLinearTheory.FromRankOne(options.LinearScale, options.TargetNorm, options.Features, Math.Min(1, (start * target).L2Norm() / (_norm * options.TargetNorm))),
        _ => null,
    };

    // Evenly spaced on a logarithmic scale, with mean 1.
    private Vector<double> Variances()
    {
        var variances = Vector<double>.Build.Dense(options.Features, feature => Math.Pow(arm.ConditionNumber, -(double)feature / (options.Features - 1)));
        return variances / (variances.Sum() / options.Features);
    }

    private sealed record Learned(LinearLearningOutcome Outcome, double WithRounding, double EffectiveRank, double AlignmentError, double ChangeError, double Drift);
}
