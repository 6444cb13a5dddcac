using Glia.Dynamics;
using Glia.Lab.Trials;
using Glia.Networks;
using Glia.Recurrent;
using Glia.Sequences;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Studies.RichLazy;

/// <summary>Trains one recurrent network, and measures on probe sequences drawn before how much learning changed it.</summary>
internal sealed class RecurrentTrial(RegimeArm arm, RichLazyOptions options, TrialContext context)
{
    private const int TestSequences = 1000;
    private const int UpdatesPerRecord = 100;

    // The mean loss of this share of the updates, the last ones, is the final loss: the authors' last 20 of 100 records.
    private const double FinalShare = 0.2;

    private readonly SequenceSource _source = SequenceSource.Of(arm.Task, options.Digits);

    public TrialResult Run()
    {
        var start = InitialWeights();
        var network = new CtRnn(
            new CtRnnOptions { Inputs = _source.Inputs, Units = options.Units, Outputs = _source.Classes, TimeStep = 100 * options.Leak }, start, context.Stream("input and output weights"));
        var model = Probed(network);
        var probe = new LazinessProbe(model);
        var losses = Train(network);

        // Units that died in training leave nothing to be aligned: such a run did not learn.
        var silent = model.Representation().FrobeniusNorm() == 0 || TangentKernel.Of(model).FrobeniusNorm() == 0;
        var report = silent ? new LazinessReport(0, 0, 0, 0, 0, 0) : probe.Compare();
        var final = losses.Skip((int)(losses.Count * (1 - FinalShare))).Average();
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["weightChange"] = report.WeightChange,
                ["relativeWeightChange"] = report.RelativeWeightChange,
                ["representationAlignment"] = report.RepresentationAlignment,
                ["kernelAlignment"] = report.KernelAlignment,
                ["centredKernelAlignment"] = report.CentredKernelAlignment,
                ["signAgreement"] = report.SignAgreement,
                ["effectiveRank"] = EffectiveRank.Of(start),
                ["norm"] = start.FrobeniusNorm(),
                ["finalLoss"] = final,
                ["learned"] = !silent && final <= 0.5 * losses[0] ? 1 : 0,
                ["accuracy"] = Accuracy(network),
            },
            Arrays = new Dictionary<string, NumericArray>
            {
                ["losses"] = NumericArray.Of(losses.Chunk(UpdatesPerRecord).Select(chunk => chunk.Average())),
            },
        };
    }

    // One full matrix a seed serves all ranks, and its norm all structures.
    private Matrix<double> InitialWeights()
    {
        var full = new GaussianInitializer(arm.Gain).Draw(options.Units, context.Stream("recurrent weights"));
        Matrix<double> OfNorm(IRecurrentInitializer initializer)
        {
            var weights = initializer.Draw(options.Units, context.Stream($"{arm.Connectivity}"));
            return weights * (full.FrobeniusNorm() / weights.FrobeniusNorm());
        }

        return arm.Connectivity switch
        {
            Connectivity.NotRescaled => new LowRankInitializer(arm.Rank) { PreserveFrobenius = false }.Truncate(full),
            Connectivity.Dale => OfNorm(new DaleInitializer()),
            Connectivity.CellTypes => OfNorm(new CellTypeInitializer()),
            Connectivity.Sparse => OfNorm(new SparseInitializer()),
            _ => new LowRankInitializer(arm.Rank).Truncate(full),
        };
    }

    private ProbedCtRnn Probed(CtRnn network)
    {
        var sequences = _source.Draw(options.Probes, context.Stream("probes"));
        var outputSteps = sequences.Answers == 1 ? 1 : Math.Min(options.KernelSteps, sequences.Steps);
        return new ProbedCtRnn(network, sequences.Inputs, options.Probes, options.KernelProbes, outputSteps);
    }

    private List<double> Train(CtRnn network)
    {
        var (updates, batch) = arm.Task == LearningTask.SequentialMnist ? (options.DigitUpdates, options.DigitBatchSize) : (options.Updates, options.BatchSize);
        var random = context.Stream("training sequences");
        var gradient = new float[network.Parameters.Length];
        var descent = DescentRule.Momentum(options.Momentum).Start(gradient.Length);
        var losses = new List<double>();
        CtRnnWorkspace? workspace = null;
        for (var update = 0; update < updates; update++)
        {
            var sequences = _source.Draw(batch, random);
            workspace ??= new CtRnnWorkspace(network, batch, sequences.Steps);
            losses.Add(Pass(workspace, sequences));
            workspace.Backward(gradient);
            descent.Step(network.Parameters, gradient, (float)options.LearningRate);
            if (losses.Count % UpdatesPerRecord == 0)
            {
                context.Step(losses.Count, updates, new Dictionary<string, double> { ["loss"] = losses[^1] });
            }
        }

        return losses;
    }

    private static double Pass(CtRnnWorkspace workspace, SequenceTask sequences)
    {
        workspace.Load(sequences.Inputs);
        workspace.Forward();
        return workspace.SetSoftmaxErrors(sequences.Targets);
    }

    // Share of right answers at the last step.
    private double Accuracy(CtRnn network)
    {
        var sequences = _source.DrawTest(TestSequences, context.Stream("test sequences"));
        var workspace = new CtRnnWorkspace(network, TestSequences, sequences.Steps);
        Pass(workspace, sequences);
        var labels = sequences.Targets.AsSpan(sequences.Targets.Length - TestSequences);
        var right = 0;
        for (var row = 0; row < TestSequences; row++)
        {
            right += System.Numerics.Tensors.TensorPrimitives.IndexOfMax(workspace.Output(sequences.Steps - 1, row)) == labels[row] ? 1 : 0;
        }

        return right / (double)TestSequences;
    }
}
