namespace Glia.Neurons.Kernels;

/// <summary>The parameters of a kernel, each one number for all neurons or one number a neuron.</summary>
internal sealed class KernelParameters<T>(params T[][] values)
    where T : unmanaged
{
    /// <summary>Values by parameter; of length 1 or the number of neurons.</summary>
    public T[][] Values { get; } = values;

    /// <summary>Writes a parameter of the columns from <paramref name="start"/> on; columns run over the neurons of one sequence after another.</summary>
    public void Fill(int parameter, int start, int neurons, Span<T> destination)
    {
        var values = Values[parameter];
        if (values.Length == 1)
        {
            destination.Fill(values[0]);
            return;
        }

        var neuron = start % neurons;
        while (destination.Length > 0)
        {
            var run = Math.Min(neurons - neuron, destination.Length);
            values.AsSpan(neuron, run).CopyTo(destination);
            destination = destination[run..];
            neuron = 0;
        }
    }
}
