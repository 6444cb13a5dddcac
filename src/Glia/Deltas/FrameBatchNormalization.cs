namespace Glia.Deltas;

/// <summary>Batch normalisation with its statistics fixed, y = scale·x + shift a channel; linear, folded into the convolution or dense layer before it.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Scale">[channels].</param>
/// <param name="Shift">[channels].</param>
public sealed record FrameBatchNormalization(string Name, float[] Scale, float[] Shift) : FrameLayer(Name)
{
    /// <summary>From what training gives: scale = γ/√(σ² + ε), shift = β − scale·μ.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static FrameBatchNormalization From(string name, float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon = 1e-5)
    {
        if (gamma.Length != beta.Length || gamma.Length != mean.Length || gamma.Length != variance.Length)
        {
            throw new ArgumentException($"Layer '{name}' has {gamma.Length} scales, {beta.Length} shifts, {mean.Length} means and {variance.Length} variances; there must be one of each a channel.");
        }

        var scale = new float[gamma.Length];
        var shift = new float[gamma.Length];
        for (var channel = 0; channel < scale.Length; channel++)
        {
            scale[channel] = (float)(gamma[channel] / Math.Sqrt(variance[channel] + epsilon));
            shift[channel] = beta[channel] - (scale[channel] * mean[channel]);
        }

        return new FrameBatchNormalization(name, scale, shift);
    }

    internal FrameConvolution FoldInto(FrameConvolution layer)
    {
        Require(layer.Filters, layer.Name);
        return layer with { Weight = Scaled(layer.Weight), Bias = Shifted(layer.Bias) };
    }

    internal FrameDense FoldInto(FrameDense layer)
    {
        Require(layer.Outputs, layer.Name);
        return layer with { Weight = Scaled(layer.Weight), Bias = Shifted(layer.Bias) };
    }

    private float[] Scaled(float[] weight)
    {
        var each = weight.Length / Scale.Length;
        return [.. weight.Select((value, i) => value * Scale[i / each])];
    }

    private float[] Shifted(float[] bias) => [.. bias.Select((value, i) => (value * Scale[i]) + Shift[i])];

    private void Require(int channels, string layer)
    {
        if (Scale.Length != channels || Shift.Length != channels)
        {
            throw new ArgumentException($"Layer '{Name}' has {Scale.Length} scales and {Shift.Length} shifts; '{layer}' before it gives {channels} channels.");
        }
    }
}
