using BenchmarkDotNet.Attributes;
using Glia.Dynamics;
using Glia.Networks;
using Glia.Random;
using Glia.Recurrent;
using Glia.Sequences;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>A recurrent network of 2AF (8 steps, 3 inputs and outputs, batch 32): a step of training, and the tangent kernel of 24 sequences × 3 outputs by N² weights, against libtorch. One thread each.</summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(9)]
[MinColumn]
public class CtRnnBenchmarks
{
    private const int Batch = 32;
    private const int KernelSequences = 24;
    private CtRnn _network = null!;
    private CtRnnWorkspace _workspace = null!;
    private ProbedCtRnn _probed = null!;
    private SequenceTask _sequences = null!;
    private IDescent _descent = null!;
    private optim.Optimizer _torchDescent = null!;
    private float[] _gradient = [];
    private Parameter[] _weights = [];
    private Tensor[] _inputs = [];
    private Tensor _labels = null!;

    /// <summary>N.</summary>
    [Params(100, 300)]
    public int Units { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "bench");
        _sequences = new PerceptualDecision().Draw(Batch, random);
        _network = new CtRnn(new CtRnnOptions { Inputs = 3, Units = Units, Outputs = 3 }, new GaussianInitializer().Draw(Units, random), random);
        _workspace = new CtRnnWorkspace(_network, Batch, _sequences.Steps);
        _probed = new ProbedCtRnn(_network, _sequences.Inputs, Batch, KernelSequences);
        _gradient = new float[_network.Parameters.Length];
        _descent = DescentRule.Momentum(0.9).Start(_gradient.Length);
        _weights = [.. new[] { _network.InputWeights, _network.RecurrentWeights, _network.OutputWeights }.Select(weights =>
            new Parameter(tensor(weights.ToRowMajorArray(), [weights.RowCount, weights.ColumnCount], ScalarType.Float32)))];
        _inputs = [.. _sequences.Inputs.Chunk(Batch * 3).Select(step => tensor(step, [Batch, 3]))];
        _labels = tensor(_sequences.Targets.Select(label => (long)label).ToArray());
        _torchDescent = optim.SGD(_weights, 1e-6, momentum: 0.9);
    }

    /// <summary>Ours.</summary>
    [Benchmark]
    public double TrainingStep()
    {
        _workspace.Load(_sequences.Inputs);
        _workspace.Forward();
        var loss = _workspace.SetSoftmaxErrors(_sequences.Targets);
        _workspace.Backward(_gradient);
        _descent.Step(_network.Parameters, _gradient, 1e-6f);
        return loss;
    }

    /// <summary>The same operation by operation.</summary>
    [Benchmark]
    public void TrainingStepInLibtorch()
    {
        using var scope = NewDisposeScope();
        _torchDescent.zero_grad();
        nn.functional.cross_entropy(cat([.. Run(Batch)]), _labels).backward();
        _torchDescent.step();
    }

    /// <summary>Ours, by factors.</summary>
    [Benchmark]
    public object TangentKernelByFactors() => TangentKernel.Of(_probed);

    /// <summary>One autograd call an output, then the product of the rows, as the authors' code does.</summary>
    [Benchmark]
    public void TangentKernelRowByRow()
    {
        using var scope = NewDisposeScope();
        var decision = Run(KernelSequences)[^1].view(-1);
        List<Tensor> rows = [.. Enumerable.Range(0, KernelSequences * 3).Select(row =>
            autograd.grad([decision[row]], [_weights[1]], retain_graph: true)[0].view(1, -1))];
        var jacobian = cat(rows);
        jacobian.mm(jacobian.t());
    }

    private List<Tensor> Run(int batch)
    {
        var outputs = new List<Tensor>();
        Tensor? state = null;
        foreach (var input in _inputs)
        {
            var drive = input.narrow(0, 0, batch).mm(_weights[0].t());
            state = (state is null ? drive : drive.Plus(state.mm(_weights[1].t()))).relu();
            outputs.Add(state.mm(_weights[2].t()));
        }

        return outputs;
    }
}
