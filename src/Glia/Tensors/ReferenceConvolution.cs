using System.Runtime.CompilerServices;

namespace Glia.Tensors;

/// <summary>A convolution by its definition, in double precision and without libtorch: what the self-test compares with.</summary>
/// <remarks>
/// <para>y[b,o,i,j] = Σ x[b, c, i·s − p + r·d, j·s − p + q·d] · w[o, c, r, q] over the channels c of o's group and the kernel's r, q.</para>
/// </remarks>
internal sealed class ReferenceConvolution
{
    private readonly ConvolutionCase _sizes;

    /// <summary>Computes result and gradients for the given output gradient; all arrays are row-major.</summary>
    public ReferenceConvolution(ConvolutionCase sizes, ReadOnlySpan<float> input, ReadOnlySpan<float> weight, ReadOnlySpan<float> outputGradient)
    {
        _sizes = sizes;
        Output = new double[outputGradient.Length];
        InputGradient = new double[input.Length];
        WeightGradient = new double[weight.Length];
        var (height, width) = sizes.OutputSize;
        for (var at = 0; at < Output.Length; at++)
        {
            var (column, row, output) = (at % width, at / width % height, at / (width * height) % sizes.Outputs);
            Accumulate(at, at / (width * height * sizes.Outputs), output, row, column, input, weight, outputGradient[at]);
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

    // Optimised at once: the self-test runs one time, and would end before the tiered compiler has seen that this is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(int at, int batch, int output, int row, int column, ReadOnlySpan<float> input, ReadOnlySpan<float> weight, double gradient)
    {
        var (channels, kernelHeight, kernelWidth) = (_sizes.Inputs / _sizes.Groups, _sizes.KernelHeight, _sizes.KernelWidth);
        var firstChannel = (batch * _sizes.Inputs) + (output / (_sizes.Outputs / _sizes.Groups) * channels);
        var (top, left) = ((row * _sizes.Stride) - _sizes.PaddingHeight, (column * _sizes.Stride) - _sizes.Padding);
        var (height, width, dilation) = (_sizes.Height, _sizes.Width, _sizes.Dilation);
        var sum = 0.0;
        for (var c = 0; c < channels; c++)
        {
            for (var r = 0; r < kernelHeight; r++)
            {
                for (var q = 0; q < kernelWidth; q++)
                {
                    var (y, x) = (top + (r * dilation), left + (q * dilation));
                    if ((uint)y < (uint)height && (uint)x < (uint)width)
                    {
                        var inputAt = ((((firstChannel + c) * height) + y) * width) + x;
                        var weightAt = ((((output * channels) + c) * kernelHeight) + r) * kernelWidth + q;
                        sum += (double)input[inputAt] * weight[weightAt];
                        InputGradient[inputAt] += gradient * weight[weightAt];
                        WeightGradient[weightAt] += gradient * input[inputAt];
                    }
                }
            }
        }

        Output[at] = sum;
    }
}
