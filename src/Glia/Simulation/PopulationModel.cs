using System.Numerics;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>What the cells of a population are: equations and constants. Immutable.</summary>
/// <remarks>A step goes: add what arrives, integrate, threshold, reset; a cell in its refractory time keeps its membrane and does not fire.</remarks>
public abstract record PopulationModel
{
    private protected PopulationModel()
    {
    }

    /// <summary>Names of the inputs that projections can end on; none for a source.</summary>
    public abstract IReadOnlyList<string> Receptors { get; }

    /// <summary>Names of the state variables, in the order in which <see cref="Population{T}.State(string)"/> finds them.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>Makes cells at rest.</summary>
    /// <param name="size">Number of cells.</param>
    /// <param name="stepMs">Step in milliseconds.</param>
    /// <exception cref="ArgumentException">A constant is out of range.</exception>
    internal abstract PopulationKernel<T> Compile<T>(int size, double stepMs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private protected void Require(bool holds, string name, double value, string rule)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{GetType().Name}.{name} must be {rule}; got {value}."));
        }
    }

    /// <summary>How many steps after a spike a cell is held, if the shortest interval between two spikes is the refractory time.</summary>
    private protected int HeldSteps(double refractoryMs, double stepMs)
    {
        Require(refractoryMs >= 0 && refractoryMs / stepMs < 1e6, "RefractoryMs", refractoryMs, "0 or more, and at most a million steps");
        return Math.Max(0, (int)Math.Round(refractoryMs / stepMs) - 1);
    }
}
