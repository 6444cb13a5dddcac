using System.Numerics.Tensors;

namespace Glia.Training;

/// <summary>Gradient descent with momentum over a span of numbers: v ← μ v + g, p ← p − η v, as torch.optim.SGD computes it.</summary>
/// <remarks>Polyak 1964. A steady gradient moves numbers by η/(1 − μ) a step. Thread-safe: no.</remarks>
public sealed class Momentum
{
    private readonly float _rate;
    private readonly float _momentum;
    private readonly float[] _velocity;

    /// <summary>Starts at rest.</summary>
    /// <param name="length">How many numbers there are.</param>
    /// <param name="rate">η, above 0.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public Momentum(int length, double rate, double momentum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(momentum, 1);
        (_rate, _momentum, _velocity) = ((float)rate, (float)momentum, new float[length]);
    }

    /// <summary>Moves the numbers against their gradient.</summary>
    /// <exception cref="ArgumentException">A length is another than that of the construction.</exception>
    public void Step(Span<float> values, ReadOnlySpan<float> gradient)
    {
        if (values.Length != _velocity.Length || gradient.Length != _velocity.Length)
        {
            throw new ArgumentException($"Numbers and gradient must be {_velocity.Length} long; got {values.Length} and {gradient.Length}.", nameof(values));
        }

        TensorPrimitives.MultiplyAdd(_velocity, _momentum, gradient, _velocity);
        TensorPrimitives.MultiplyAdd(_velocity, -_rate, values, values);
    }
}
