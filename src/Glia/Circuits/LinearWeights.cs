using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>A linear map y = x W + b.</summary>
/// <param name="Weight">W, [inputs, outputs]; may be a view of a matrix stored the other way round.</param>
/// <param name="Bias">b, [outputs], or null.</param>
public sealed record LinearWeights(Tensor Weight, Tensor? Bias = null)
{
    /// <summary>Applies the map to [… , inputs].</summary>
    public Tensor Apply(Tensor input)
    {
        var weight = Weight.dtype == input.dtype ? Weight : Weight.to_type(input.dtype);
        return nn.functional.linear(input, weight.t(), Bias is null || Bias.dtype == input.dtype ? Bias : Bias.to_type(input.dtype));
    }
}
