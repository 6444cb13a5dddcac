using Glia.Dynamics;
using Glia.Networks;
using Glia.Random;
using Glia.Recurrent;
using Glia.Sequences;

namespace Glia.Lab.Tests.Docs;

/// <summary>The example of the page on rich and lazy learning, like <see cref="Examples"/>.</summary>
public sealed class ExamplesOfRegimes
{
    [Fact]
    public void Learning_regimes()
    {
        var random = new RandomStream(1, "regimes");
        var weights = new LowRankInitializer(10).Draw(100, random.Child("w"));                        // W [to, from], cut to rank 10, full Frobenius norm
        var network = new CtRnn(new CtRnnOptions { Inputs = 3, Units = 100, Outputs = 3 }, weights, random.Child("rest"));
        var task = new PerceptualDecision();
        var probes = task.Draw(200, random.Child("probes"));                                          // before training, and never again
        var probe = new LazinessProbe(new ProbedCtRnn(network, probes.Inputs, batch: 200, kernelBatch: 24));

        var workspace = new CtRnnWorkspace(network, batch: 32, steps: task.Steps);
        var descent = DescentRule.Momentum(0.9).Start(network.Parameters.Length);
        var gradient = new float[network.Parameters.Length];
        for (var update = 0; update < 3000; update++)
        {
            var batch = task.Draw(32, random);
            workspace.Load(batch.Inputs);
            workspace.Forward();
            workspace.SetSoftmaxErrors(batch.Targets);
            workspace.Backward(gradient);
            descent.Step(network.Parameters, gradient, rate: 0.003f);
        }

        var report = probe.Compare();        // WeightChange, RepresentationAlignment, KernelAlignment, CentredKernelAlignment, KernelDistance, SignAgreement

        Assert.InRange(report.RepresentationAlignment, 0, 1);
        Assert.True(report.WeightChange > 0);
    }
}
