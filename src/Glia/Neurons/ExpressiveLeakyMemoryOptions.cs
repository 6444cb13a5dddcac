using System.Globalization;

namespace Glia.Neurons;

/// <summary>Sizes and constants of an expressive leaky memory neuron.</summary>
public sealed record ExpressiveLeakyMemoryOptions
{
    private const int MostHiddenLayers = 64;
    private const double LongestMemory = 20;

    /// <summary>Number of inputs, d_in.</summary>
    public required int Inputs { get; init; }

    /// <summary>Number of outputs, d_o.</summary>
    public required int Outputs { get; init; }

    /// <summary>Number of memories, d_m. Default 100.</summary>
    public int Memories { get; init; } = 100;

    /// <summary>Units of each hidden layer, d_h. Default null: twice the memories.</summary>
    public int? Hidden { get; init; }

    /// <summary>Hidden layers of the network that writes the memories. Default 1, as in all of the paper's models.</summary>
    public int HiddenLayers { get; init; } = 1;

    /// <summary>Which input each synapse reads. Default null: one synapse an input, each a branch of its own.</summary>
    public InputRouting? Routing { get; init; }

    /// <summary>Time constant τ_s of the synapses in milliseconds. Default 5.</summary>
    public double SynapseTauMs { get; init; } = 5;

    /// <summary>Least time constant of the memories in milliseconds. Default 1.</summary>
    public double LeastTauMs { get; init; } = 1;

    /// <summary>Greatest time constant of the memories in milliseconds; about the length of a sequence. Default 1000.</summary>
    public double GreatestTauMs { get; init; } = 1000;

    /// <summary>Whether the time constants of the memories are learned, one each, between the least and the greatest. Default <see cref="ParameterScope.Fixed"/>.</summary>
    public ParameterScope TauScope { get; init; } = ParameterScope.Fixed;

    /// <summary>λ, scale of what is written into a memory. Default 5.</summary>
    public double Lambda { get; init; } = 5;

    /// <summary>Form of the write gain. Default <see cref="MemoryWriteGain.Bounded"/>.</summary>
    public MemoryWriteGain WriteGain { get; init; } = MemoryWriteGain.Bounded;

    /// <summary>Nonlinearity of the hidden layers. Default <see cref="MemoryActivation.Relu"/>.</summary>
    public MemoryActivation Activation { get; init; } = MemoryActivation.Relu;

    /// <summary>Length dt of a step in milliseconds. Default 1.</summary>
    public double StepMs { get; init; } = 1;

    /// <summary>Says why a readout after the last of so many steps cannot know the first ones, or null where it can: a sequence of more than twenty times the greatest time constant.</summary>
    /// <param name="steps">Length of the sequences.</param>
    public string? WarningForLastStep(int steps) => steps * StepMs <= LongestMemory * GreatestTauMs ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"Sequences of {steps} steps of {StepMs} ms are more than {LongestMemory} times the greatest time constant, {GreatestTauMs} ms: early input cannot be remembered until the last step. Set GreatestTauMs to about {steps * StepMs}.");

    internal InputRouting ResolvedRouting => Routing ?? InputRouting.Direct(Inputs);

    internal int ResolvedHidden => Hidden ?? (2 * Memories);

    internal ExpressiveLeakyMemoryOptions Validated()
    {
        Require(Inputs > 0, nameof(Inputs), Inputs, "greater than 0");
        Require(Outputs > 0, nameof(Outputs), Outputs, "greater than 0");
        Require(Memories > 0, nameof(Memories), Memories, "greater than 0");
        Require(ResolvedHidden > 0, nameof(Hidden), ResolvedHidden, "greater than 0");
        Require(HiddenLayers is > 0 and <= MostHiddenLayers, nameof(HiddenLayers), HiddenLayers, $"from 1 to {MostHiddenLayers}");
        Require(StepMs > 0 && double.IsFinite(StepMs), nameof(StepMs), StepMs, "greater than 0 and finite");
        Require(SynapseTauMs > 0, nameof(SynapseTauMs), SynapseTauMs, "greater than 0");
        Require(LeastTauMs >= StepMs / 10, nameof(LeastTauMs), LeastTauMs, "at least a tenth of a step");
        Require(GreatestTauMs > LeastTauMs && double.IsFinite(GreatestTauMs), nameof(GreatestTauMs), GreatestTauMs, "greater than LeastTauMs and finite");
        Require(Lambda > 0 && double.IsFinite(Lambda), nameof(Lambda), Lambda, "greater than 0 and finite");
        Require(TauScope != ParameterScope.PerLayer, nameof(TauScope), (int)TauScope, "Fixed or PerNeuron: memories differ in their time constants");
        if (Routing is { } routing && routing.Inputs != Inputs)
        {
            throw new ArgumentException($"ExpressiveLeakyMemoryOptions.Inputs is {Inputs}, but the routing was made for {routing.Inputs} inputs. Use InputRouting.Interleaved, OverlappingWindows or Drawn with {Inputs}.");
        }

        if (ResolvedRouting.Sources.Any(source => source < -1 || source >= Inputs) || ResolvedRouting.Sources.Count != ResolvedRouting.Branches * ResolvedRouting.SynapsesPerBranch)
        {
            throw new ArgumentException($"ExpressiveLeakyMemoryOptions.Routing must have {ResolvedRouting.Branches} · {ResolvedRouting.SynapsesPerBranch} sources from −1 to {Inputs - 1}.");
        }

        return this;
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"ExpressiveLeakyMemoryOptions.{name} must be {rule}; got {value}."));
        }
    }
}
