using Glia.Neurons.Kernels;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Neurons;

/// <summary>Puts the recurrent part of an expressive leaky memory neuron into the autograd graph.</summary>
/// <remarks>Inputs: drive [T, B, hidden], state [B, memory], W₁ [hidden, memory], W₂ [memory, hidden], b₂, κ and gain [memory], for more than one hidden layer V [layers − 1, hidden, hidden] and c [layers − 1, hidden], activation. Outputs: memories [T, B, memory], final state.</remarks>
internal sealed class MemoryFunction : MultiTensorFunction<MemoryFunction>
{
    private const string ActivationKey = "activation";
    private const string GradientsKey = "gradients";

    public override string Name => nameof(MemoryFunction);

    /// <summary>Runs forward without a graph.</summary>
    public static List<Tensor> Run(Tensor[] inputs, MemoryActivation activation) => Compute(inputs, activation).Outputs;

    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var inputs = vars[..^1].Cast<Tensor>().ToArray();
        var (outputs, saved) = Compute(inputs, (MemoryActivation)vars[^1]);
        ctx.save_for_backward([.. saved, outputs[0].detach(), .. inputs[1..]]);
        ctx.save_data(ActivationKey, vars[^1]);
        ctx.set_materialize_grads(false);
        return outputs;
    }

    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var activation = (MemoryActivation)ctx.get_data(ActivationKey);
        var up = grad_outputs.Select(g => g is null || g.IsInvalid ? null : g.contiguous()).ToArray();
        var gradients = saved[0].dtype == ScalarType.Float32 ? Backward<float>(saved, up, activation) : Backward<double>(saved, up, activation);
        foreach (var gradient in gradients)
        {
            _ = gradient.MoveToOuterDisposeScope();
        }

        // The caller takes native pointers of the result and lets go of the objects: without this reference the collector could free them first.
        ctx.save_data(GradientsKey, gradients);
        gradients.Add(null!);
        return gradients;
    }

    private static (List<Tensor> Outputs, List<Tensor> Saved) Compute(Tensor[] inputs, MemoryActivation activation) =>
        inputs[0].dtype == ScalarType.Float32 ? Compute<float>(inputs, activation) : Compute<double>(inputs, activation);

    private static (List<Tensor> Outputs, List<Tensor> Saved) Compute<T>(Tensor[] inputs, MemoryActivation activation)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var (drive, state) = (inputs[0], inputs[1].clone());
        var (steps, batch, memory) = ((int)drive.shape[0], (int)drive.shape[1], (int)state.shape[1]);
        var memories = empty([steps, batch, memory], drive.dtype);
        var weights = Weights<T>(inputs.AsSpan(2));
        var (preActivations, updates) = (empty([weights.Layers, .. drive.shape], drive.dtype), empty_like(memories));
        MemoryKernel<T>.Forward(
            weights, activation, steps, batch, drive.AsReadOnlySpan<T>(), state.AsSpan<T>(), memories.AsSpan<T>(), preActivations.AsSpan<T>(), updates.AsSpan<T>());
        return ([memories, state], [preActivations, updates]);
    }

    private static List<Tensor> Backward<T>(List<Tensor> saved, Tensor?[] up, MemoryActivation activation)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var (preActivations, updates, memories, initial, retention) = (saved[0], saved[1], saved[2], saved[3], saved[7]);
        var (steps, batch, hidden, memory) = (preActivations.shape[1], preActivations.shape[2], preActivations.shape[3], memories.shape[2]);
        var stateGradient = up[1]?.clone() ?? zeros_like(initial);
        var (preGradient, inputGradient, activations) = (empty_like(preActivations), empty_like(updates), empty_like(preActivations));
        var (retentionGradient, gainGradient) = MemoryKernel<T>.Backward(
            Weights<T>(saved.ToArray().AsSpan(4)),
            activation,
            (int)steps,
            (int)batch,
            new MemorySaved<T>
            {
                PreActivations = preActivations.AsReadOnlySpan<T>(),
                Updates = updates.AsReadOnlySpan<T>(),
                Memories = memories.AsReadOnlySpan<T>(),
                InitialState = initial.AsReadOnlySpan<T>(),
            },
            up[0] is { } memoryGradient ? memoryGradient.AsReadOnlySpan<T>() : default,
            stateGradient.AsSpan<T>(),
            preGradient.AsSpan<T>(),
            inputGradient.AsSpan<T>(),
            activations.AsSpan<T>());

        // z = κ m of the step before, so the gradient of W₁ is that by m with its columns scaled by κ.
        var before = steps > 0 ? cat([initial.unsqueeze(0), memories.narrow(0, 0, steps - 1)]) : memories;
        var (driveGradient, layers) = (preGradient[0], preGradient.shape[0]);
        var inputRows = inputGradient.reshape(-1, memory);
        List<Tensor> gradients =
        [
            driveGradient,
            stateGradient,
            driveGradient.reshape(-1, hidden).t().mm(before.reshape(-1, memory)).mul(retention),
            inputRows.t().mm(activations[layers - 1].reshape(-1, hidden)),
            inputRows.sum([0L]),
            tensor(retentionGradient, retention.dtype),
            tensor(gainGradient, retention.dtype),
        ];
        if (layers > 1)
        {
            var rows = preGradient.narrow(0, 1, layers - 1).reshape(layers - 1, -1, hidden);
            gradients.Add(rows.transpose(1, 2).matmul(activations.narrow(0, 0, layers - 1).reshape(layers - 1, -1, hidden)));
            gradients.Add(rows.sum([1L]));
        }

        return gradients;
    }

    private static MemoryWeights<T> Weights<T>(ReadOnlySpan<Tensor> tensors)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => new(
            (int)tensors[0].shape[0],
            (int)tensors[0].shape[1],
            tensors[0].AsReadOnlySpan<T>(),
            tensors[1].AsReadOnlySpan<T>(),
            tensors[2].AsReadOnlySpan<T>(),
            tensors[3].AsReadOnlySpan<T>(),
            tensors[4].AsReadOnlySpan<T>(),
            tensors.Length > 5 ? tensors[5].AsReadOnlySpan<T>() : default,
            tensors.Length > 5 ? tensors[6].AsReadOnlySpan<T>() : default);
}
