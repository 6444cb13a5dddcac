using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Identification;

/// <summary>Generalised linear model of a neuron: exponential traces of every input, weighted and summed; a sigmoid of the sum is the chance of a spike.</summary>
/// <remarks>
/// <para>y = Σ_τ W_τ (e^(−t/τ) ∗ x) + b. Filters and weights commute, so the inputs are weighted first and only the outputs are filtered.</para>
/// <para>Work inside a dispose scope. Thread-safe if parameters do not change meanwhile.</para>
/// </remarks>
public sealed class GeneralizedLinearNeuron : nn.Module<Tensor, Tensor>
{
    private readonly NeuronLayer[] _filters;
    private readonly Parameter _weight;
    private readonly Parameter _outputBias;
    private readonly int _outputs;

    /// <summary>Makes a model with PyTorch's default initial weights.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="random">Stream of the initial weights; its children are read.</param>
    /// <param name="tausMs">Time constants of the traces in milliseconds. Default 5, 20 and 100.</param>
    /// <param name="stepMs">Length of a step in milliseconds. Default 1.</param>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    /// <exception cref="LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public GeneralizedLinearNeuron(int inputs, int outputs, RandomStream random, IReadOnlyList<double>? tausMs = null, double stepMs = 1)
        : base(nameof(GeneralizedLinearNeuron))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(random);
        Libtorch.EnsureLoaded();
        var taus = tausMs ?? [5, 20, 100];
        if (taus.Count == 0 || taus.Any(tau => !(tau > 0)) || !(stepMs > 0))
        {
            throw new ArgumentException("A generalised linear neuron needs time constants and a step greater than 0.", nameof(tausMs));
        }

        _outputs = outputs;
        _filters = [.. taus.Select(tau => new NeuronLayer(new SynapticFilter { Tau = 1 / (1 - Math.Exp(-stepMs / tau)) }, outputs))];
        using var scope = NewDisposeScope();
        _weight = new Parameter(TensorInitialization.LinearWeight(random.Child("weight"), outputs * taus.Count, inputs).DetachFromDisposeScope());
        _outputBias = new Parameter(zeros(outputs).DetachFromDisposeScope());
        RegisterComponents();
    }

    /// <summary>Number of learned numbers.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Runs a sequence from rest.</summary>
    /// <param name="inputs">[T, B, inputs].</param>
    /// <returns>[T, B, outputs]; the first is not yet put through a sigmoid.</returns>
    /// <exception cref="ArgumentException">The input has another shape.</exception>
    public override Tensor forward(Tensor inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.shape is not [var steps, var batch, var count] || count != _weight.shape[1])
        {
            throw new ArgumentException($"This neuron takes [T, B, {_weight.shape[1]}]; got [{string.Join(", ", inputs.shape)}].", nameof(inputs));
        }

        using var scope = NewDisposeScope();
        var weighted = inputs.reshape(-1, count).mm(_weight.t()).reshape(steps, batch, -1);
        var sum = _outputBias.expand(steps, batch, _outputs);
        for (var i = 0; i < _filters.Length; i++)
        {
            sum = sum.Plus(_filters[i].Run(weighted.narrow(2, i * _outputs, _outputs).contiguous(), null).Output);
        }

        return sum.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var filter in disposing ? _filters : [])
        {
            filter.Dispose();
        }

        base.Dispose(disposing);
    }
}
