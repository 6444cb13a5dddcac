using System.Numerics.Tensors;

namespace Glia.Networks;

/// <summary>Gradient descent without memory.</summary>
internal sealed record PlainDescent : DescentRule, IDescent
{
    public override IDescent Start(int parameters) => this;

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate) =>
        TensorPrimitives.FusedMultiplyAdd(gradient, -rate, parameters, parameters);
}
