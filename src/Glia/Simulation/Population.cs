using System.Numerics;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Cells of one model in a network.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Population<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Population(string name, PopulationModel model, int size, int index, double stepMs)
    {
        (Name, Model, Size, Index) = (name, model, size, index);
        Kernel = model.Compile<T>(size, stepMs);
    }

    /// <summary>Its name, the only one of that name in the network.</summary>
    public string Name { get; }

    /// <summary>Equations and constants.</summary>
    public PopulationModel Model { get; }

    /// <summary>Number of cells.</summary>
    public int Size { get; }

    internal int Index { get; }

    internal PopulationKernel<T> Kernel { get; }

    /// <summary>Where spikes wait until they arrive, one ring a receptor; empty before the first step and where weights are added to the state at once.</summary>
    internal IReadOnlyList<InputRing<T>> Rings { get; set; } = [];

    /// <summary>Some of the cells.</summary>
    public NeuronRange<T> this[Range cells]
    {
        get
        {
            var (first, count) = cells.GetOffsetAndLength(Size);
            return new NeuronRange<T>(this, first, count);
        }
    }

    /// <summary>All of the cells.</summary>
    public NeuronRange<T> ToNeuronRange() => new(this, 0, Size);

    /// <summary>A copy of a state variable, a number a cell.</summary>
    /// <exception cref="ArgumentException">The model has no such variable.</exception>
    public T[] State(string variable)
    {
        var index = VariableIndex(variable);
        var values = new T[Size];
        for (var cell = 0; cell < values.Length; cell++)
        {
            values[cell] = Kernel.At(index, cell);
        }

        return values;
    }

    /// <summary>Sets a state variable.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="values">A finite number for each cell.</param>
    /// <exception cref="ArgumentException">The model has no such variable, or the values are not so many finite numbers.</exception>
    public void SetState(string variable, ReadOnlySpan<T> values)
    {
        var index = VariableIndex(variable);
        if (values.Length != Size)
        {
            throw new ArgumentException($"The population '{Name}' has {Size} cells; got {values.Length} values of '{variable}'.", nameof(values));
        }

        for (var cell = 0; cell < values.Length; cell++)
        {
            Kernel.At(index, cell) = T.IsFinite(values[cell]) ? values[cell]
                : throw new ArgumentException($"The value of '{variable}' of cell {cell} is {values[cell]}; expected a finite number.", nameof(values));
        }
    }

    /// <summary>Refuses a state that is not finite.</summary>
    /// <exception cref="InvalidOperationException">A variable has become infinite or no number; the message names it and the cell.</exception>
    internal void RequireFinite(long step)
    {
        for (var variable = 0; variable < Model.Variables.Count; variable++)
        {
            for (var cell = 0; cell < Size; cell++)
            {
                if (!T.IsFinite(Kernel.At(variable, cell)))
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"'{Model.Variables[variable]}' of cell {cell} of '{Name}' is {Kernel.At(variable, cell)} after step {step}. Weights are too large or the step is too long for the model."));
                }
            }
        }
    }

    internal int VariableIndex(string variable) => Model.Variables.ToList().IndexOf(variable) is var index and >= 0 ? index
        : throw new ArgumentException($"The population '{Name}' has no variable '{variable}'; it has {(Model.Variables.Count == 0 ? "none" : string.Join(", ", Model.Variables))}.", nameof(variable));

    internal int ReceptorIndex(string? receptor)
    {
        var known = Model.Receptors;
        var index = receptor is null && known.Count == 1 ? 0 : known.ToList().IndexOf(receptor ?? "");
        return index >= 0 ? index : throw new ArgumentException(known.Count == 0
            ? $"The population '{Name}' is a source and has no receptor; connect to another."
            : $"The population '{Name}' has no receptor '{receptor}'; name one of {string.Join(", ", known)}.", nameof(receptor));
    }
}
