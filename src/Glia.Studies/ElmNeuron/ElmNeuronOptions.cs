using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.ElmNeuron;

/// <summary>Options of the study.</summary>
public sealed record ElmNeuronOptions : StudyOptions
{
    /// <summary>Folder with train, validation and test files of NeuronIO (docs/papers/elm-neuron.md says how to export them); empty for the simulated stand-in.</summary>
    public string NeuronIoFolder { get; init; } = "";

    /// <summary>Folder with shd_train.h5 and shd_test.h5; empty leaves SHD out.</summary>
    public string ShdFolder { get; init; } = "";

    /// <summary>Numbers of memories d_m of the neurons that are fitted; the greatest is judged, the least compared with it.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> Memories { get; init; } = [1, 3, 7, 15];

    /// <summary>Hidden units of the LSTMs that are fitted to the neuron: the first has about the parameters of the judged ELM neuron, the last has many more.</summary>
    [Range(1, 1000)]
    public IReadOnlyList<int> LstmUnits { get; init; } = [2, 16];

    /// <summary>Channels of the temporal convolution network that is fitted to the neuron; 0 leaves it out.</summary>
    [Range(0, 1000)]
    public int TcnChannels { get; init; } = 32;

    /// <summary>Run the changed ELM neurons: random routing, equal time constants, linear, λ = 1.</summary>
    public bool Ablations { get; init; } = true;

    /// <summary>Simulations to train on.</summary>
    [Range(1, 100_000)]
    public int TrainSimulations { get; init; } = 200;

    /// <summary>Simulations by which learning rates are chosen.</summary>
    [Range(1, 100_000)]
    public int ValidationSimulations { get; init; } = 20;

    /// <summary>Simulations of the test.</summary>
    [Range(1, 100_000)]
    public int TestSimulations { get; init; } = 40;

    /// <summary>Updates of each fit to the neuron.</summary>
    [Range(1, 10_000_000)]
    public int NeuronUpdates { get; init; } = 600;

    /// <summary>Windows in a batch of neuron input and output.</summary>
    [Range(1, 1024)]
    public int NeuronBatch { get; init; } = 16;

    /// <summary>Length of a training window in ms.</summary>
    [Range(10, 10_000)]
    public int WindowMs { get; init; } = 300;

    /// <summary>Lengths of a bin for the sums of digits, in ms, from coarse to fine; none leaves the task out.</summary>
    [Range(1, 100)]
    public IReadOnlyList<int> BinsMs { get; init; } = [20, 5];

    /// <summary>Memories of the ELM neuron and hidden units of the LSTM that add digits.</summary>
    [Range(1, 1000)]
    public int SumUnits { get; init; } = 64;

    /// <summary>Updates of each model that adds digits.</summary>
    [Range(1, 10_000_000)]
    public int SumUpdates { get; init; } = 1500;

    /// <summary>Sequences in a batch of sums of digits; the paper's 8.</summary>
    [Range(1, 1024)]
    public int SumBatch { get; init; } = 8;

    /// <summary>Learning rates that an ELM neuron tries which adds digits. Default the best of 0.002, 0.005 and 0.01 by the validation voices of a seed that is not judged.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> ElmSumRates { get; init; } = [0.002];

    /// <summary>Learning rates that an LSTM tries which adds digits. Default chosen as for the ELM neuron.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> LstmSumRates { get; init; } = [0.005];

    /// <summary>Delays in steps of the recall task; none leaves it out.</summary>
    [Range(10, 100_000)]
    public IReadOnlyList<int> Delays { get; init; } = [100, 1000];

    /// <summary>Standard deviation of the noise that follows the pulse to recall.</summary>
    [Range(0.0, 10.0)]
    public double RecallNoise { get; init; } = 0.01;

    /// <summary>Updates of each model that recalls.</summary>
    [Range(1, 10_000_000)]
    public int RecallUpdates { get; init; } = 4000;

    /// <summary>Sequences in a batch of the recall task.</summary>
    [Range(1, 1024)]
    public int RecallBatch { get; init; } = 8;

    /// <summary>Learning rates that a model tries which recalls. Default chosen as for sums of digits.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> RecallRates { get; init; } = [0.002];

    /// <summary>Updates of the model of SHD.</summary>
    [Range(1, 10_000_000)]
    public int ShdUpdates { get; init; } = 8000;

    /// <summary>Learning rates that every other model tries; validation data choose.</summary>
    [Range(1e-6, 1)]
    public IReadOnlyList<double> LearningRates { get; init; } = [0.005, 0.02];

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Memories.Count == 0 || LstmUnits.Count == 0 || LearningRates.Count == 0 || ElmSumRates.Count == 0 || LstmSumRates.Count == 0 || RecallRates.Count == 0)
        {
            yield return "Memories, lstmUnits, learningRates, elmSumRates, lstmSumRates and recallRates must each have a value.";
        }

        if (Memories.Distinct().Count() != Memories.Count || LstmUnits.Distinct().Count() != LstmUnits.Count || BinsMs.Distinct().Count() != BinsMs.Count || Delays.Distinct().Count() != Delays.Count)
        {
            yield return "Memories, lstmUnits, binsMs and delays must each name a value once.";
        }

        if (BinsMs.Any(bin => 1000 % bin != 0))
        {
            yield return "Bins must divide a second, 1000 ms, the time of a digit.";
        }
    }
}
