using Glia.Deltas;

namespace Glia.Tests.Deltas;

/// <summary>Layers computed from their definitions in double precision, a frame at a time; quantisers in single, as the library has them.</summary>
internal static class ReferenceNetwork
{
    public static double[] Run(FrameShape shape, IEnumerable<FrameLayer> layers, float[] frame)
    {
        var values = Array.ConvertAll(frame, value => (double)value);
        foreach (var layer in layers)
        {
            (values, shape) = layer switch
            {
                FrameQuantizer quantizer => (Quantized(values, shape, quantizer.Steps), shape),
                FrameRectifier => (Array.ConvertAll(values, value => Math.Max(value, 0)), shape),
                FrameConvolution convolution => Convolved(values, shape, convolution),
                FrameDense dense => (Dense(values, dense), new FrameShape(dense.Outputs, 1, 1)),
                FrameMaxPooling pooling => Largest(values, shape, pooling),
                FrameAveragePooling pooling => Pooled(values, shape, pooling.Window ?? shape.Height),
                FrameBatchNormalization normalization => (values.Select((value, i) => (value * normalization.Scale[i / (shape.Height * shape.Width)]) + normalization.Shift[i / (shape.Height * shape.Width)]).ToArray(), shape),
                _ => (values, shape),
            };
        }

        return values;
    }

    /// <summary>Multiply-accumulates of a convolution for one number: the outputs inside of the frame that read it.</summary>
    public static int FanOut(FrameShape shape, FrameConvolution layer, int row, int column)
    {
        var (height, width) = Output(shape, layer);
        var count = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (i, j) = (row - (y * layer.Stride) + layer.Padding, column - (x * layer.Stride) + layer.Padding);
                count += i >= 0 && i < layer.Kernel && j >= 0 && j < layer.Kernel ? layer.Filters : 0;
            }
        }

        return count;
    }

    private static (int Height, int Width) Output(FrameShape shape, FrameConvolution layer) =>
        (((shape.Height + (2 * layer.Padding) - layer.Kernel) / layer.Stride) + 1, ((shape.Width + (2 * layer.Padding) - layer.Kernel) / layer.Stride) + 1);

    private static double[] Quantized(double[] values, FrameShape shape, float[] steps) => [.. values.Select((value, i) =>
    {
        var step = steps.Length == 1 ? steps[0] : steps.Length == shape.Channels ? steps[i / (shape.Height * shape.Width)] : steps[i];
        return (double)(MathF.Round((float)value / step) * step);
    })];

    private static (double[] Values, FrameShape Shape) Convolved(double[] values, FrameShape shape, FrameConvolution layer)
    {
        var (height, width) = Output(shape, layer);
        var result = new double[layer.Filters * height * width];
        for (var filter = 0; filter < layer.Filters; filter++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    double sum = layer.Bias[filter];
                    for (var channel = 0; channel < layer.Channels; channel++)
                    {
                        for (var i = 0; i < layer.Kernel; i++)
                        {
                            for (var j = 0; j < layer.Kernel; j++)
                            {
                                var (row, column) = ((y * layer.Stride) + i - layer.Padding, (x * layer.Stride) + j - layer.Padding);
                                sum += row < 0 || column < 0 || row >= shape.Height || column >= shape.Width
                                    ? 0
                                    : layer.Weight[(((((filter * layer.Channels) + channel) * layer.Kernel) + i) * layer.Kernel) + j] * values[(((channel * shape.Height) + row) * shape.Width) + column];
                            }
                        }
                    }

                    result[(((filter * height) + y) * width) + x] = sum;
                }
            }
        }

        return (result, new FrameShape(layer.Filters, height, width));
    }

    private static double[] Dense(double[] values, FrameDense layer) =>
        [.. Enumerable.Range(0, layer.Outputs).Select(output => layer.Bias[output] + values.Select((value, i) => value * layer.Weight[(output * layer.Inputs) + i]).Sum())];

    private static (double[] Values, FrameShape Shape) Largest(double[] values, FrameShape shape, FrameMaxPooling layer)
    {
        int Length(int input) => ((input + (2 * layer.Padding) - layer.Window) / layer.Stride) + 1;
        var pooled = new FrameShape(shape.Channels, Length(shape.Height), Length(shape.Width));
        return ([.. Enumerable.Range(0, pooled.Units).Select(i =>
        {
            var (channel, top, left) = (i / (pooled.Height * pooled.Width), (i / pooled.Width % pooled.Height * layer.Stride) - layer.Padding, (i % pooled.Width * layer.Stride) - layer.Padding);
            return Enumerable.Range(0, values.Length).Where(j => j / (shape.Height * shape.Width) == channel).Select(j => (Row: j / shape.Width % shape.Height, Column: j % shape.Width, Value: values[j]))
                .Where(place => place.Row >= top && place.Row < top + layer.Window && place.Column >= left && place.Column < left + layer.Window).Max(place => place.Value);
        })], pooled);
    }

    private static (double[] Values, FrameShape Shape) Pooled(double[] values, FrameShape shape, int window)
    {
        var pooled = new FrameShape(shape.Channels, shape.Height / window, shape.Width / window);
        var result = new double[pooled.Units];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, row, column) = (i / (shape.Height * shape.Width), i / shape.Width % shape.Height, i % shape.Width);
            result[(((channel * pooled.Height) + (row / window)) * pooled.Width) + (column / window)] += values[i] / (window * window);
        }

        return (result, pooled);
    }
}
