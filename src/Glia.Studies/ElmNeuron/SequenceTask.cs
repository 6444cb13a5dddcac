using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>A task whose answer is due after the last step.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Classes">Number of answers.</param>
/// <param name="StepMs">Length of a step in ms.</param>
/// <param name="Steps">Length of a sequence.</param>
/// <param name="GreatestTauMs">Greatest time constant of an ELM neuron's memories.</param>
/// <param name="Batch">Sequences in a batch.</param>
/// <param name="Updates">Updates of a fit.</param>
/// <param name="TestSequences">Sequences of the test, and of validation.</param>
internal sealed record SequenceTask(int Inputs, int Classes, double StepMs, int Steps, double GreatestTauMs, int Batch, int Updates, int TestSequences)
{
    /// <summary>Draws a batch of training data.</summary>
    public required Func<Random.RandomStream, int, (Tensor Inputs, int[] Labels)> Train { get; init; }

    /// <summary>Draws a batch of validation data.</summary>
    public required Func<Random.RandomStream, int, (Tensor Inputs, int[] Labels)> Validation { get; init; }

    /// <summary>Draws a batch of test data.</summary>
    public required Func<Random.RandomStream, int, (Tensor Inputs, int[] Labels)> Test { get; init; }
}
