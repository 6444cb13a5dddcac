using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>Sums of products of states and targets over steps: X'X (lower triangle), 1'X and Y'X, as the rows of one matrix; and ΣY, ΣY².</summary>
/// <remarks>Steps are gathered into blocks, which are packed once and multiplied tile by tile. In double precision.</remarks>
internal sealed unsafe class StateProducts : IDisposable
{
    private const int BlockSteps = 256;
    private readonly PanelBuffer _sums;
    private readonly PanelBuffer _panels;
    private readonly float[] _states;
    private readonly double[] _targets;
    private readonly int _rowPanels;
    private int _filled;

    public StateProducts(int features, int outputs)
    {
        (Features, Outputs) = (features, outputs);
        Stride = RoundedUp(features, PanelProducts.GroupWidth);
        _rowPanels = RoundedUp(features + 1 + outputs, PanelProducts.PanelWidth) / PanelProducts.PanelWidth;
        var panels = Math.Max(_rowPanels, Stride / PanelProducts.PanelWidth);
        _sums = new PanelBuffer((nint)_rowPanels * PanelProducts.PanelWidth * Stride);
        _panels = new PanelBuffer((nint)panels * PanelProducts.PanelWidth * BlockSteps);
        (_states, _targets) = (new float[BlockSteps * features], new double[BlockSteps * outputs]);
        (TargetSums, TargetSquares) = (new double[outputs], new double[outputs]);
    }

    public int Features { get; }

    public int Outputs { get; }

    public int Stride { get; }

    public long Steps { get; private set; }

    public double[] TargetSums { get; }

    public double[] TargetSquares { get; }

    /// <summary>A row of X'X up to its diagonal.</summary>
    public ReadOnlySpan<double> Row(int feature) => Gathered(feature, feature + 1);

    /// <summary>1'X, the sums of the states.</summary>
    public ReadOnlySpan<double> StateSums => Gathered(Features, Features);

    /// <summary>A row of Y'X.</summary>
    public ReadOnlySpan<double> Cross(int output) => Gathered(Features + 1 + output, Features);

    public void Add(ReadOnlySpan<float> states, ReadOnlySpan<double> targets)
    {
        for (var index = 0; index < targets.Length; index++)
        {
            TargetSums[index % Outputs] += targets[index];
            TargetSquares[index % Outputs] += targets[index] * targets[index];
        }

        var steps = states.Length / Features;
        Steps += steps;
        for (var step = 0; step < steps;)
        {
            var count = Math.Min(steps - step, BlockSteps - _filled);
            states.Slice(step * Features, count * Features).CopyTo(_states.AsSpan(_filled * Features));
            targets.Slice(step * Outputs, count * Outputs).CopyTo(_targets.AsSpan(_filled * Outputs));
            (step, _filled) = (step + count, _filled + count);
            if (_filled == BlockSteps)
            {
                Flush();
            }
        }
    }

    public void Add(StateProducts other)
    {
        other.Flush();
        Flush();
        for (var row = 0; row < Features + 1 + Outputs; row++)
        {
            var sums = new Span<double>(_sums.Pointer + ((nint)row * Stride), Features);
            TensorPrimitives.Add(sums, other.Gathered(row, Features), sums);
        }

        TensorPrimitives.Add(TargetSums, other.TargetSums, TargetSums);
        TensorPrimitives.Add(TargetSquares, other.TargetSquares, TargetSquares);
        Steps += other.Steps;
    }

    public void Dispose()
    {
        _sums.Dispose();
        _panels.Dispose();
    }

    internal static int RoundedUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    private ReadOnlySpan<double> Gathered(int row, int count)
    {
        Flush();
        return new ReadOnlySpan<double>(_sums.Pointer + ((nint)row * Stride), count);
    }

    private void Flush()
    {
        if (_filled == 0)
        {
            return;
        }

        Pack();
        PanelProducts.Add(_panels.Pointer, _rowPanels, Features, BlockSteps, _filled, 1, _sums.Pointer, Stride);
        _filled = 0;
    }

    // Panel by panel: step by step would write lines that are a power of two apart, which share one place of the cache.
    private void Pack()
    {
        var whole = Features / PanelProducts.PanelWidth;
        fixed (float* states = _states)
        {
            for (var panel = 0; panel < whole; panel++)
            {
                var to = _panels.Pointer + ((nint)panel * BlockSteps * PanelProducts.PanelWidth);
                var from = states + (panel * PanelProducts.PanelWidth);
                for (var step = 0; step < _filled; step++)
                {
                    for (var lane = 0; lane < PanelProducts.PanelWidth; lane++)
                    {
                        to[lane] = from[lane];
                    }

                    to += PanelProducts.PanelWidth;
                    from += Features;
                }
            }
        }

        for (var column = whole * PanelProducts.PanelWidth; column < Features + 1 + Outputs; column++)
        {
            var to = _panels.Pointer + ((nint)(column / PanelProducts.PanelWidth) * BlockSteps * PanelProducts.PanelWidth) + (column % PanelProducts.PanelWidth);
            for (var step = 0; step < _filled; step++)
            {
                to[step * PanelProducts.PanelWidth] = column < Features ? _states[(step * Features) + column]
                    : column == Features ? 1
                    : _targets[(step * Outputs) + (column - Features - 1)];
            }
        }
    }
}
