namespace Glia.Networks.Spiking;

/// <summary>Passes of <see cref="DifferentiationOnRates"/>. Errors are the same at each step, so that the way back is that of a network of rates.</summary>
internal sealed unsafe class RateBatch : SpikingBatch
{
    private readonly RateKernel _kernel;
    private readonly RateKernel.Layer[] _layers;
    private readonly AlignedBuffer[] _gradients;
    private readonly float _excess;
    private readonly int _steps;

    public RateBatch(SpikingPerceptron network, DifferentiationOnRates training, int capacity)
        : base(network, capacity, training.Steps, errorSteps: 1)
    {
        _kernel = new RateKernel(training);
        _excess = (float)training.GradientExcess();
        _steps = training.Steps;
        _layers = new RateKernel.Layer[Hidden];
        _gradients = new AlignedBuffer[Hidden];
        for (var i = 0; i < Hidden; i++)
        {
            var stride = Layers[i].Stride;
            AlignedBuffer OfRows() => new(PaddedRows(capacity) * stride);
            AlignedBuffer OfSteps() => new(PaddedRows(capacity * _steps) * stride);
            _layers[i] = new RateKernel.Layer(i == 0 ? OfRows() : OfSteps(), i == 0, OfSteps(), OfRows(), OfRows(), OfRows());
            _gradients[i] = OfRows();
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Presynaptic(int layer, int row) => Observation(layer, 0)[row];

    /// <summary>The weighted rates of the layer's input.</summary>
    public override ActivityRows Observation(int layer, int index) =>
        new(Rates(layer).Span, Rows, Layers[layer].Inputs, MultilayerPerceptron.Padded(Layers[layer].Inputs));

    protected override void Run()
    {
        for (var i = 0; i < Hidden; i++)
        {
            var threshold = Threshold(i);
            *threshold = Math.Max(*threshold, (float)DifferentiationOnRates.SmallestThreshold);
            Multiply(i, i == 0 ? Inputs : _layers[i - 1].Spikes, i == 0 ? Rows : Rows * _steps, _layers[i].Current);
            _kernel.Forward(_layers[i], Rows, Layers[i].Stride, *threshold);
        }

        Multiply(Hidden, Rates(Hidden), Rows, LogitRows);
    }

    protected override void Descend(float* target, float rate)
    {
        for (var layer = Hidden; layer >= 0; layer--)
        {
            var errors = layer == Hidden ? Errors : _gradients[layer];
            if (layer > 0)
            {
                var below = layer - 1;
                MultiplyBack(layer, errors, Rows, _gradients[below]);
                var slope = _kernel.Backward(
                    layer == Hidden ? _excess : 1, _gradients[below].Pointer, _layers[below].CurrentRate.Pointer, Rows * Layers[below].Stride, *Threshold(below));
                var threshold = target + SpikingNetwork.ThresholdOffset + below;
                *threshold = MathF.FusedMultiplyAdd(rate, slope, *threshold);
            }

            AddLayer(layer, errors, target, rate);
        }
    }

    // The classifier takes rates; a hidden layer's gradient, the same at each step, takes the mean of what came in.
    protected override (AlignedBuffer Buffer, int Rows) Activity(int layer) =>
        (layer == 0 ? Inputs : layer == Hidden ? _layers[layer - 1].Rate : _layers[layer - 1].Mean, Rows);

    private AlignedBuffer Rates(int layer) => layer == 0 ? Inputs : _layers[layer - 1].Rate;

    private float* Threshold(int hidden) => Parameters + SpikingNetwork.ThresholdOffset + hidden;
}
