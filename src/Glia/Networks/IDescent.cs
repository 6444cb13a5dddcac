namespace Glia.Networks;

/// <summary>Steps of one <see cref="DescentRule"/> with what it remembers of earlier gradients.</summary>
public interface IDescent
{
    /// <summary>Moves the parameters along a gradient. Cost: no allocation.</summary>
    /// <param name="parameters">θ, changed in place.</param>
    /// <param name="gradient">∂loss/∂θ, as long as θ.</param>
    /// <param name="rate">Step size.</param>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float rate);
}
