using System.Numerics;
using Glia.Neurons.Kernels;

namespace Glia.Neurons;

/// <summary>A neuron model: its equations and their constants. Immutable; run it with <see cref="NeuronPopulation"/> or <see cref="NeuronLayer"/>.</summary>
/// <remarks>Time is counted in steps and potentials in units in which the threshold is about 1, unless a model says otherwise.</remarks>
public abstract record NeuronModel
{
    private protected NeuronModel()
    {
    }

    /// <summary>Names of the state variables, in the order in which states hold them.</summary>
    public abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>The parameters, in the order of the kernel.</summary>
    internal abstract IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>Value of each state variable before the first step: one for all neurons, or one a neuron.</summary>
    internal abstract IReadOnlyList<IReadOnlyList<double>> RestingState { get; }

    /// <summary>Bytes that training keeps per neuron and step from forward to backward, in single precision, besides input and output.</summary>
    public int SavedBytesPerNeuronStep =>
        sizeof(float) * (Parameters.Any(p => p.IsLearned) ? Compile<float>().SavedCountWhenLearning : Compile<float>().SavedCount);

    /// <summary>Compiles the model to a kernel.</summary>
    /// <exception cref="ArgumentException">A constant is out of range.</exception>
    internal abstract NeuronKernel<T> Compile<T>()
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Refuses constants out of range.</summary>
    internal void Validate()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Validate(GetType().Name);
        }
    }

    /// <summary>Refuses parameters that do not fit so many neurons.</summary>
    internal void ValidateCount(int neurons)
    {
        foreach (var parameter in Parameters)
        {
            parameter.ValidateCount(GetType().Name, neurons);
        }
    }

    /// <summary>The parameters' values as a kernel takes them.</summary>
    internal KernelParameters<T> KernelParameters<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(Parameters.Select(p => Array.ConvertAll(p.KernelValues(), T.CreateTruncating)).ToArray());
}
