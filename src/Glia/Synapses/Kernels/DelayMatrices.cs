using static TorchSharp.torch;

namespace Glia.Synapses.Kernels;

/// <summary>The same products as K matrix products over all steps and samples: for dense inputs and wide taps. Nothing is unfolded or copied.</summary>
/// <remarks>Output rows d·B to (d + T)·B and the input, both as matrices [T·B, …], are contiguous; the kernel at one delay is a strided matrix.</remarks>
internal static class DelayMatrices
{
    /// <summary>Returns the output [T + tail, B, outputs].</summary>
    public static Tensor Forward(Tensor input, Tensor kernel, DelayShape shape)
    {
        // A longer tail first: each delay then adds to a whole block of rows.
        var output = zeros([shape.Window * shape.Batch, shape.Outputs], input.dtype);
        var rows = input.view(shape.Steps * shape.Batch, shape.Inputs);
        for (var delay = 0; delay < shape.Slots; delay++)
        {
            output.narrow(0, delay * shape.Batch, rows.shape[0]).addmm_(rows, At(kernel, delay, shape), 1, 1);
        }

        return output.narrow(0, 0, shape.OutputSteps * shape.Batch).view(shape.OutputSteps, shape.Batch, shape.Outputs);
    }

    /// <summary>Returns the gradient of the input, [T, B, inputs], from the output gradient with T + K − 1 steps.</summary>
    public static Tensor InputGradient(Tensor outputGradient, Tensor kernel, DelayShape shape)
    {
        var result = zeros([shape.Steps * shape.Batch, shape.Inputs], kernel.dtype);
        for (var delay = 0; delay < shape.Slots; delay++)
        {
            result.addmm_(Rows(outputGradient, delay, shape), At(kernel, delay, shape).t(), 1, 1);
        }

        return result.view(shape.Steps, shape.Batch, shape.Inputs);
    }

    /// <summary>Adds the gradient of the kernel, [inputs, K, row], from the output gradient with T + K − 1 steps.</summary>
    public static void KernelGradient(Tensor input, Tensor outputGradient, Tensor kernelGradient, DelayShape shape)
    {
        var columns = input.view(shape.Steps * shape.Batch, shape.Inputs).t();
        for (var delay = 0; delay < shape.Slots; delay++)
        {
            At(kernelGradient, delay, shape).copy_(columns.mm(Rows(outputGradient, delay, shape)));
        }
    }

    private static Tensor Rows(Tensor outputGradient, int delay, DelayShape shape) =>
        outputGradient.view(-1, shape.Outputs).narrow(0, delay * shape.Batch, shape.Steps * shape.Batch);

    private static Tensor At(Tensor kernel, int delay, DelayShape shape) => kernel.select(1, delay).narrow(1, 0, shape.Outputs);
}
