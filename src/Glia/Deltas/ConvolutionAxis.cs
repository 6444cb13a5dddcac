namespace Glia.Deltas;

/// <summary>Which outputs each input along one dimension of a convolution reaches.</summary>
internal sealed class ConvolutionAxis
{
    private readonly int _stride;

    public ConvolutionAxis(int inputs, FrameConvolution layer)
    {
        var (kernel, stride, padding) = (layer.Kernel, layer.Stride, layer.Padding);
        _stride = stride;
        Outputs = ((inputs + (2 * padding) - kernel) / stride) + 1;
        Taps = [.. Enumerable.Range(0, stride).Select(phase => phase < kernel ? ((kernel - 1 - phase) / stride) + 1 : 0)];
        Phase = new int[inputs];
        First = new int[inputs];
        Inside = new int[inputs];
        for (var input = 0; input < inputs; input++)
        {
            var phase = (input + padding) % stride;
            var taps = Taps[phase];
            var last = (input + padding - phase) / stride;
            (Phase[input], First[input]) = (phase, last - taps + 1);
            Inside[input] = Math.Max(0, Math.Min(last, Outputs - 1) - Math.Max(First[input], 0) + 1);
            Before = taps == 0 ? Before : Math.Max(Before, -First[input]);
            After = taps == 0 ? After : Math.Max(After, last - Outputs + 1);
        }
    }

    /// <summary>Numbers that come out.</summary>
    public int Outputs { get; }

    /// <summary>How many outputs an input of each phase reaches, those outside of the frame included.</summary>
    public int[] Taps { get; }

    /// <summary>The phase of each input, (input + padding) mod stride.</summary>
    public int[] Phase { get; }

    /// <summary>The first output that each input reaches; may be negative.</summary>
    public int[] First { get; }

    /// <summary>How many real outputs each input reaches.</summary>
    public int[] Inside { get; }

    /// <summary>Places needed before the first output.</summary>
    public int Before { get; }

    /// <summary>Places needed after the last output.</summary>
    public int After { get; }

    /// <summary>Real outputs that all inputs reach together.</summary>
    public long AllTaps => Inside.Sum(taps => (long)taps);

    /// <summary>The place of the kernel by which an input of a phase reaches its first, second … output.</summary>
    public int KernelIndex(int phase, int tap) => phase + ((Taps[phase] - 1 - tap) * _stride);
}
