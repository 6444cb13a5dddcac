using System.Numerics;
using Glia.Neurons;
using Glia.Neurons.Kernels;

namespace Glia.Simulation.Kernels;

/// <summary>The cells of <see cref="ModelCells"/>: blocks of cells that the fused kernel of the neuron model advances, each with its state beside it.</summary>
internal sealed unsafe class ModelCellsKernel<T> : PopulationKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockSize = 512;
    private readonly NeuronKernel<T> _kernel;
    private readonly Block[] _blocks;
    private readonly Networks.AlignedBuffer<T> _synaptic;
    private readonly T _drive;
    private readonly T _decay;

    public ModelCellsKernel(int size, ModelCells model, double stepMs)
        : base(size, BlockSize)
    {
        _kernel = model.Model.Compile<T>();
        _synaptic = Row(0);
        _drive = T.CreateTruncating(model.Drive);
        _decay = T.CreateTruncating(model.SynapseTauMs is { } tau ? Math.Exp(-stepMs / tau) : 0);
        _blocks = [.. Enumerable.Range(0, Padded / BlockSize).Select(block => MakeBlock(model.Model, block * BlockSize))];
        Variables = model.Variables;
    }

    public override IReadOnlyList<string> Variables { get; }

    public override ref T At(int variable, int cell)
    {
        if (variable == _kernel.StateCount)
        {
            return ref _synaptic.Span[cell];
        }

        var block = _blocks[cell / BlockSize];
        return ref block.State[(variable * block.Count) + (cell % BlockSize)];
    }

    public override int Step(int from, int to, long step, T* first, T* second, int* fired)
    {
        var end = fired;
        for (var b = from / BlockSize; b < to / BlockSize; b++)
        {
            var block = _blocks[b];
            var start = b * BlockSize;
            Take(first + start, _synaptic.Pointer + start);
            for (var i = 0; i < block.Count; i++)
            {
                block.Current[i] = _synaptic.Pointer[start + i] + _drive;
            }

            _kernel.Run(block.Current, block.Output, block.State, block.Parameters, new SequenceShape(1, 1, block.Count));
            for (var i = 0; i < block.Count; i++)
            {
                if (block.Output[i] > T.Zero)
                {
                    *end++ = start + i;
                }
            }
        }

        return (int)(end - fired);
    }

    // i ← i e + arriving; without a synaptic time constant e is 0.
    private void Take(T* arriving, T* synaptic)
    {
        var decay = Vector.Create(_decay);
        for (nint i = 0; i < BlockSize; i += Vector<T>.Count)
        {
            ((Vector.Load(synaptic + i) * decay) + Vector.Load(arriving + i)).Store(synaptic + i);
            Vector<T>.Zero.Store(arriving + i);
        }
    }

    private Block MakeBlock(SpikingModel model, int start)
    {
        var count = Math.Min(BlockSize, Size - start);
        var values = model.KernelParameters<T>().Values.Select(all => all.Length == 1 ? all : all.AsSpan(start, count).ToArray());
        var state = new T[_kernel.StateCount * count];
        for (var variable = 0; variable < _kernel.StateCount; variable++)
        {
            var resting = model.RestingState[variable];
            RestingStates.Fill(resting.Count == 1 ? resting : [.. resting.Skip(start).Take(count)], state.AsSpan(variable * count, count));
        }

        return new Block(count, state, new T[count], new T[count], new KernelParameters<T>([.. values]));
    }

    private sealed record Block(int Count, T[] State, T[] Current, T[] Output, KernelParameters<T> Parameters);
}
