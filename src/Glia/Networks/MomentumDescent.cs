using System.Numerics.Tensors;

namespace Glia.Networks;

/// <summary>Gradient descent with momentum.</summary>
internal sealed record MomentumDescent(double Factor) : DescentRule
{
    private readonly float _momentum = CheckedShare(Factor, "momentum");

    public override IDescent Start(int parameters) => new State(_momentum, new float[parameters]);

    private sealed class State(float momentum, float[] velocity) : IDescent
    {
        public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate)
        {
            TensorPrimitives.FusedMultiplyAdd(velocity, momentum, gradient, velocity);
            TensorPrimitives.FusedMultiplyAdd(velocity, -rate, parameters, parameters);
        }
    }
}
