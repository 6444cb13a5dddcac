using System.Numerics;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Training;

/// <summary>A parameter with its moments.</summary>
internal abstract class AdamParameter(Tensor parameter)
{
    protected Tensor Parameter => parameter;

    public static AdamParameter Of(Tensor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.dtype switch
        {
            ScalarType.Float32 => new AdamParameter<float>(parameter),
            ScalarType.Float64 => new AdamParameter<double>(parameter),
            var type => throw new ArgumentException($"Adam changes parameters of Float32 or Float64; got {type} [{string.Join(", ", parameter.shape)}].", nameof(parameter)),
        };
    }

    public abstract void Step(AdamRates rates);

    public abstract void ZeroGradient();
}

/// <summary>A parameter of one precision.</summary>
internal sealed class AdamParameter<T>(Tensor parameter) : AdamParameter(parameter)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamMoments<T> _moments = new(parameter.AsReadOnlySpan<T>().Length);

    public override void ZeroGradient()
    {
        using var scope = NewDisposeScope();
        Parameter.grad?.zero_();
    }

    public override void Step(AdamRates rates)
    {
        using var scope = NewDisposeScope();
        if (Parameter.grad is not { } gradient)
        {
            return;
        }

        // A gradient may be a strided view, such as that of a transposed product.
        var dense = gradient.contiguous();
        _moments.Step(Parameter.AsSpan<T>(), dense.AsReadOnlySpan<T>(), rates);
    }
}
