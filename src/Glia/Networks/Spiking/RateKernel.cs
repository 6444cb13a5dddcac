using System.Numerics;

namespace Glia.Networks.Spiking;

/// <summary>Neurons of <see cref="DifferentiationOnRates"/>: all steps of a vector of neurons at once, their membranes in a register.</summary>
internal sealed unsafe class RateKernel(DifferentiationOnRates training)
{
    private readonly float _kept = (float)training.Decay;
    private readonly float _taken = (float)(1 - training.Decay);
    private readonly float _share = (float)training.FiringShare;
    private readonly float _stepLength = (float)training.StepLength;
    private readonly float _tau = (float)training.Tau;
    private readonly int _steps = training.Steps;
    private readonly float[] _weights = Normalised(training.RateWeights());

    /// <summary>Rows of one neuron layer, all with the same distance between rows.</summary>
    /// <param name="Current">[rows · T, stride], sample by sample; with <paramref name="IsConstant"/> [rows, stride].</param>
    /// <param name="IsConstant">Whether a sample's current is the same at each step.</param>
    /// <param name="Spikes">[rows · T, stride], written.</param>
    /// <param name="CurrentRate">Weighted rate of the current [rows, stride], written.</param>
    /// <param name="Rate">Weighted rate of the spikes [rows, stride], written.</param>
    /// <param name="Mean">Mean over time of the spikes [rows, stride], written.</param>
    public readonly record struct Layer(AlignedBuffer Current, bool IsConstant, AlignedBuffer Spikes, AlignedBuffer CurrentRate, AlignedBuffer Rate, AlignedBuffer Mean);

    public void Forward(Layer layer, int rows, int stride, float threshold)
    {
        var currentStep = layer.IsConstant ? 0 : stride;
        var currentRow = layer.IsConstant ? stride : (nint)_steps * stride;
        var (fires, size, taken) = (new Vector<float>(_share * threshold), new Vector<float>(threshold / _stepLength), new Vector<float>(threshold));
        for (var row = 0; row < rows; row++)
        {
            for (var c = 0; c < stride; c += Vector<float>.Count)
            {
                var current = layer.Current.Pointer + (row * currentRow) + c;
                var spikes = layer.Spikes.Pointer + ((nint)row * _steps * stride) + c;
                Vector<float> membrane = Vector<float>.Zero, currentRate = Vector<float>.Zero, rate = Vector<float>.Zero, sum = Vector<float>.Zero;
                for (var t = 0; t < _steps; t++)
                {
                    var now = Vector.Load(current);
                    membrane = (membrane * _kept) + (now * _taken);
                    var fired = Vector.GreaterThanOrEqual(membrane, fires);
                    var spike = Vector.ConditionalSelect(fired, size, Vector<float>.Zero);
                    membrane -= Vector.ConditionalSelect(fired, taken, Vector<float>.Zero);
                    spike.Store(spikes);
                    currentRate += now * _weights[t];
                    rate += spike * _weights[t];
                    sum += spike;
                    current += currentStep;
                    spikes += stride;
                }

                var at = ((nint)row * stride) + c;
                currentRate.Store(layer.CurrentRate.Pointer + at);
                rate.Store(layer.Rate.Pointer + at);
                (sum * (1f / _steps)).Store(layer.Mean.Pointer + at);
            }
        }
    }

    /// <summary>Turns G into G/τ where the current's rate is between the clamp's ends and 0 elsewhere, in place; returns ∂loss/∂V_th.</summary>
    /// <param name="excess">What G is multiplied with first.</param>
    /// <param name="gradient">G [rows, stride].</param>
    /// <param name="currentRate">[rows, stride].</param>
    /// <param name="count">rows · stride.</param>
    /// <param name="threshold">V_th.</param>
    public float Backward(float excess, float* gradient, float* currentRate, int count, float threshold)
    {
        var (top, factor) = (threshold * _tau / _stepLength, excess / _tau);
        var (ends, perTau) = (new Vector<float>(top), new Vector<float>(factor));
        var saturated = 0.0;
        for (var i = 0; i < count; i += Vector<float>.Count)
        {
            var (g, rate) = (Vector.Load(gradient + i), Vector.Load(currentRate + i));
            if (Vector.GreaterThanAny(rate, ends))
            {
                saturated += Saturated(g, rate, top);
            }

            var between = Vector.BitwiseAnd(Vector.GreaterThan(rate, Vector<float>.Zero), Vector.LessThan(rate, ends));
            Vector.ConditionalSelect(between, g * perTau, Vector<float>.Zero).Store(gradient + i);
        }

        return (float)(saturated * excess * _stepLength);
    }

    // In double and in order, so that the width of a vector changes no bit.
    private static double Saturated(Vector<float> gradient, Vector<float> rate, float top)
    {
        var sum = 0.0;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            sum += rate[lane] > top ? gradient[lane] : 0;
        }

        return sum;
    }

    private static float[] Normalised(IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }
}
