using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The recurrent part of an expressive leaky memory neuron, all time steps in one pass: eight sequences at a time, their state and the weights in the cache.</summary>
/// <remarks>z = κ m; a₁ = drive + W₁ z; aₗ = Vₗ act(aₗ₋₁) + cₗ for each further hidden layer; D = ctanh(W₂ act(a) + b₂) of the last; m ← z + gain · D.
/// Gradients of the weights are matrix products over all steps, left to the caller.</remarks>
internal static unsafe class MemoryKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = RowProducts<T>.Rows;

    /// <summary>Forward.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="activation">Nonlinearity of the hidden layers.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="drive">[T, B, hidden].</param>
    /// <param name="state">[B, memory]: before the first step in, after the last out.</param>
    /// <param name="memories">[T, B, memory], written.</param>
    /// <param name="preActivations">[layers, T, B, hidden], written: a.</param>
    /// <param name="updates">[T, B, memory], written: D.</param>
    public static void Forward(
        MemoryWeights<T> weights, MemoryActivation activation, int steps, int batch, ReadOnlySpan<T> drive, Span<T> state, Span<T> memories, Span<T> preActivations, Span<T> updates)
    {
        fixed (T* p = drive, s = state, m = memories, a = preActivations, d = updates)
        {
            nint drives = (nint)p, states = (nint)s, outputs = (nint)m, hidden = (nint)a, written = (nint)d;
            BlockParallel.Run((batch + Rows - 1) / Rows, block =>
                ForwardBlock(weights, activation, steps, batch, block * Rows, (T*)drives, (T*)states, (T*)outputs, (T*)hidden, (T*)written));
        }
    }

    /// <summary>Backward; returns the gradients of κ and of the gain.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="activation">Nonlinearity of the hidden layers.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="saved">What forward wrote, and the state before the first step.</param>
    /// <param name="memoryGradient">[T, B, memory], or empty for zeros.</param>
    /// <param name="stateGradient">[B, memory]: of the final state in, of the initial state out.</param>
    /// <param name="preGradient">[layers, T, B, hidden], written: gradient of a, of which the first layer's is that of the drive.</param>
    /// <param name="updateInputGradient">[T, B, memory], written: gradient of W₂ act(a) + b₂.</param>
    /// <param name="hidden">[layers, T, B, hidden], written: act(a), for the gradients of weights.</param>
    public static (double[] Retention, double[] Gain) Backward(
        MemoryWeights<T> weights, MemoryActivation activation, int steps, int batch, in MemorySaved<T> saved,
        ReadOnlySpan<T> memoryGradient, Span<T> stateGradient, Span<T> preGradient, Span<T> updateInputGradient, Span<T> hidden)
    {
        var blocks = (batch + Rows - 1) / Rows;
        var (retention, gain) = (new T[blocks * weights.MemoryStride], new T[blocks * weights.MemoryStride]);
        fixed (T* a = saved.PreActivations, d = saved.Updates, m = saved.Memories, i = saved.InitialState, g = memoryGradient, s = stateGradient)
        fixed (T* p = preGradient, u = updateInputGradient, h = hidden, rg = retention, gg = gain)
        {
            // A closure cannot hold pointers.
            nint pre = (nint)a, written = (nint)d, memories = (nint)m, initial = (nint)i, up = (nint)g, states = (nint)s;
            nint drives = (nint)p, inputs = (nint)u, hiddens = (nint)h, retentions = (nint)rg, gains = (nint)gg;
            BlockParallel.Run(blocks, block => BackwardBlock(
                weights, activation, steps, batch, block * Rows, (T*)pre, (T*)written, (T*)memories, (T*)initial, (T*)up, (T*)states, (T*)drives, (T*)inputs, (T*)hiddens,
                (T*)retentions + (block * weights.MemoryStride), (T*)gains + (block * weights.MemoryStride)));
        }

        return (SumBlocks(retention, blocks, weights), SumBlocks(gain, blocks, weights));
    }

    private static void ForwardBlock(
        MemoryWeights<T> weights, MemoryActivation activation, int steps, int batch, int first, T* drive, T* state, T* memories, T* preActivations, T* updates)
    {
        var (hidden, memory, hiddenStride, memoryStride, rows) = (weights.Hidden, weights.Memory, weights.HiddenStride, weights.MemoryStride, Math.Min(Rows, batch - first));
        var room = new T[Rows * ((3 * hiddenStride) + (3 * memoryStride))];
        var (matrix, layer) = (hidden * hiddenStride, (nint)steps * batch * hidden);
        fixed (T* buffer = room, toHidden = weights.MemoryToHidden, toUpdate = weights.HiddenToUpdate, bias = weights.Bias, retention = weights.Retention, gain = weights.Gain)
        fixed (T* inner = weights.InnerForward, innerBias = weights.InnerBiasRows)
        {
            T* m = buffer, z = m + (Rows * memoryStride), d = z + (Rows * memoryStride);
            T* a = d + (Rows * memoryStride), p = a + (Rows * hiddenStride), h = p + (Rows * hiddenStride);
            Copy(state + (first * memory), memory, m, memoryStride, memory, rows);
            for (nint t = 0; t < steps; t++)
            {
                var row = (t * batch) + first;
                MemoryRows<T>.Retain(m, retention, z, memoryStride);
                RowProducts<T>.Multiply(z, memoryStride, memory, toHidden, a, hiddenStride);
                Copy(drive + (row * hidden), hidden, p, hiddenStride, hidden, rows);
                MemoryRows<T>.Activate(a, p, h, Rows * hiddenStride, activation);
                Copy(a, hiddenStride, preActivations + (row * hidden), hidden, hidden, rows);
                for (nint l = 1; l < weights.Layers; l++)
                {
                    RowProducts<T>.Multiply(h, hiddenStride, hidden, inner + ((l - 1) * matrix), a, hiddenStride);
                    MemoryRows<T>.Activate(a, innerBias + ((l - 1) * Rows * hiddenStride), h, Rows * hiddenStride, activation);
                    Copy(a, hiddenStride, preActivations + (l * layer) + (row * hidden), hidden, hidden, rows);
                }

                RowProducts<T>.Multiply(h, hiddenStride, hidden, toUpdate, d, memoryStride);
                MemoryRows<T>.Write(d, bias, z, gain, m, memoryStride);
                Copy(d, memoryStride, updates + (row * memory), memory, memory, rows);
                Copy(m, memoryStride, memories + (row * memory), memory, memory, rows);
            }

            Copy(m, memoryStride, state + (first * memory), memory, memory, rows);
        }
    }

    private static void BackwardBlock(
        MemoryWeights<T> weights, MemoryActivation activation, int steps, int batch, int first, T* preActivations, T* updates, T* memories, T* initial,
        T* memoryGradient, T* stateGradient, T* preGradient, T* updateInputGradient, T* hiddens, T* retentionGradient, T* gainGradient)
    {
        var (hidden, memory, hiddenStride, memoryStride, rows) = (weights.Hidden, weights.Memory, weights.HiddenStride, weights.MemoryStride, Math.Min(Rows, batch - first));
        var room = new T[Rows * ((4 * hiddenStride) + (6 * memoryStride))];
        var (matrix, layer) = (hidden * hiddenStride, (nint)steps * batch * hidden);
        fixed (T* buffer = room, toHidden = weights.UpdateToHidden, toMemory = weights.HiddenToMemory, retention = weights.Retention, gain = weights.Gain, inner = weights.InnerBackward)
        {
            T* carried = buffer, up = carried + (Rows * memoryStride), d = up + (Rows * memoryStride), input = d + (Rows * memoryStride), read = input + (Rows * memoryStride), before = read + (Rows * memoryStride);
            T* a = before + (Rows * memoryStride), g = a + (Rows * hiddenStride), h = g + (Rows * hiddenStride), below = h + (Rows * hiddenStride);
            Copy(stateGradient + (first * memory), memory, carried, memoryStride, memory, rows);
            for (nint t = steps - 1; t >= 0; t--)
            {
                var row = (t * batch) + first;
                if (memoryGradient is not null)
                {
                    Copy(memoryGradient + (row * memory), memory, up, memoryStride, memory, rows);
                    Add(up, carried, Rows * memoryStride);
                }

                Copy(updates + (row * memory), memory, d, memoryStride, memory, rows);
                Copy(t > 0 ? memories + ((row - batch) * memory) : initial + (first * memory), memory, before, memoryStride, memory, rows);
                MemoryRows<T>.WriteAdjoint(carried, d, gain, input, gainGradient, memoryStride);
                RowProducts<T>.Multiply(input, memoryStride, memory, toHidden, g, hiddenStride);
                for (nint l = weights.Layers - 1; l >= 0; l--)
                {
                    var at = (l * layer) + (row * hidden);
                    Copy(preActivations + at, hidden, a, hiddenStride, hidden, rows);
                    MemoryRows<T>.ActivateAdjoint(g, a, h, Rows * hiddenStride, activation);
                    Copy(g, hiddenStride, preGradient + at, hidden, hidden, rows);
                    Copy(h, hiddenStride, hiddens + at, hidden, hidden, rows);
                    if (l > 0)
                    {
                        RowProducts<T>.Multiply(g, hiddenStride, hidden, inner + ((l - 1) * matrix), below, hiddenStride);
                        var upper = g;
                        g = below;
                        below = upper;
                    }
                }

                RowProducts<T>.Multiply(g, hiddenStride, hidden, toMemory, read, memoryStride);
                MemoryRows<T>.RetainAdjoint(carried, read, retention, before, retentionGradient, memoryStride);
                Copy(input, memoryStride, updateInputGradient + (row * memory), memory, memory, rows);
            }

            Copy(carried, memoryStride, stateGradient + (first * memory), memory, memory, rows);
        }
    }

    // In double and in the order of the blocks, whatever thread computed them.
    private static double[] SumBlocks(T[] blockGradients, int blocks, MemoryWeights<T> weights)
    {
        var sums = new double[weights.Memory];
        for (var block = 0; block < blocks; block++)
        {
            for (var unit = 0; unit < sums.Length; unit++)
            {
                sums[unit] += double.CreateTruncating(blockGradients[(block * weights.MemoryStride) + unit]);
            }
        }

        return sums;
    }

    private static void Add(T* from, T* to, nint length)
    {
        for (nint c = 0; c < length; c += Vector<T>.Count)
        {
            (Vector.Load(to + c) + Vector.Load(from + c)).Store(to + c);
        }
    }

    private static void Copy(T* from, nint fromStride, T* to, nint toStride, int length, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            new Span<T>(from + (row * fromStride), length).CopyTo(new Span<T>(to + (row * toStride), length));
        }
    }
}
