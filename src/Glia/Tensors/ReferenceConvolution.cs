namespace Glia.Tensors;

/// <summary>A convolution by its definition, in double precision and without libtorch: what the self-test compares with.</summary>
/// <remarks>
/// <para>y[b,o,i,j] = Σ x[b, c, i·s − p + r·d, j·s − p + q·d] · w[o, c, r, q] over the channels c of o's group and the kernel's r, q.</para>
/// </remarks>
internal sealed class ReferenceConvolution
{
    /// <summary>Computes result and gradients for the given output gradient; all arrays are row-major.</summary>
    public ReferenceConvolution(ConvolutionCase sizes, ReadOnlySpan<float> input, ReadOnlySpan<float> weight, ReadOnlySpan<float> outputGradient)
    {
        var (height, width) = sizes.OutputSize;
        Output = new double[sizes.Batch * sizes.Outputs * height * width];
        InputGradient = new double[input.Length];
        WeightGradient = new double[weight.Length];
        var (inputsPerGroup, outputsPerGroup) = (sizes.Inputs / sizes.Groups, sizes.Outputs / sizes.Groups);
        for (var at = 0; at < Output.Length; at++)
        {
            var (column, row) = (at % width, at / width % height);
            var (output, batch) = (at / (width * height) % sizes.Outputs, at / (width * height * sizes.Outputs));
            for (var tap = 0; tap < inputsPerGroup * sizes.KernelHeight * sizes.KernelWidth; tap++)
            {
                var (q, r) = (tap % sizes.KernelWidth, tap / sizes.KernelWidth % sizes.KernelHeight);
                var channel = tap / (sizes.KernelWidth * sizes.KernelHeight);
                var y = (row * sizes.Stride) - sizes.PaddingHeight + (r * sizes.Dilation);
                var x = (column * sizes.Stride) - sizes.Padding + (q * sizes.Dilation);
                if (y < 0 || y >= sizes.Height || x < 0 || x >= sizes.Width)
                {
                    continue;
                }

                var inputChannel = (output / outputsPerGroup * inputsPerGroup) + channel;
                var inputAt = (((((batch * sizes.Inputs) + inputChannel) * sizes.Height) + y) * sizes.Width) + x;
                var weightAt = (output * inputsPerGroup * sizes.KernelHeight * sizes.KernelWidth) + tap;
                Output[at] += (double)input[inputAt] * weight[weightAt];
                InputGradient[inputAt] += (double)outputGradient[at] * weight[weightAt];
                WeightGradient[weightAt] += (double)outputGradient[at] * input[inputAt];
            }
        }
    }

    public double[] Output { get; }

    public double[] InputGradient { get; }

    public double[] WeightGradient { get; }

    /// <summary>Returns the largest deviation from the reference as a fraction of its largest value; NaN where any value is NaN.</summary>
    public static double RelativeError(ReadOnlySpan<float> values, double[] reference)
    {
        double largest = 0, worst = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(reference[i]));
            worst = Math.Max(worst, Math.Abs(values[i] - reference[i])); // Math.Max passes NaN on
        }

        return worst / largest;
    }
}
