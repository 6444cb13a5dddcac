using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.Hlop;

/// <summary>Options of the study.</summary>
public sealed record HlopStudyOptions : StudyOptions
{
    /// <summary>Which digits are used; Full needs the data set mnist in the data cache.</summary>
    public DigitSource Data { get; init; } = DigitSource.Embedded;

    /// <summary>Number of tasks.</summary>
    [Range(2, 50)]
    public int Tasks { get; init; } = 10;

    /// <summary>Training samples of each task; with fewer images than that, images serve several times.</summary>
    [Range(16, 60000)]
    public int SamplesPerTask { get; init; } = 12000;

    /// <summary>Test images of each task.</summary>
    [Range(10, 10000)]
    public int TestSamples { get; init; } = 1000;

    /// <summary>Training images kept apart, by which the strength of EWC is chosen.</summary>
    [Range(10, 10000)]
    public int ValidationSamples { get; init; } = 1000;

    /// <summary>Units of each of the two hidden layers.</summary>
    [Range(1, 4096)]
    public int HiddenUnits { get; init; } = 200;

    /// <summary>Time steps of networks trained on rates.</summary>
    [Range(1, 200)]
    public int Steps { get; init; } = 10;

    /// <summary>Time steps of networks trained with surrogates.</summary>
    [Range(1, 200)]
    public int SurrogateSteps { get; init; } = 6;

    /// <summary>Step size of gradient descent.</summary>
    [Range(1e-6, 10)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Samples of a mini-batch.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Directions that HLOP learns in the first task: of the pixels, of the first and of the second hidden layer.</summary>
    [Range(0, 4096)]
    public IReadOnlyList<int> FirstRows { get; init; } = [60, 40, 30];

    /// <summary>Directions that it adds in each later task.</summary>
    [Range(0, 4096)]
    public IReadOnlyList<int> LaterRows { get; init; } = [35, 16, 12];

    /// <summary>By how many later tasks add fewer, at each third task.</summary>
    [Range(0, 4096)]
    public int FewerRows { get; init; }

    /// <summary>Rate of the lateral learning of the pixels' subspace.</summary>
    [Range(1e-7, 10)]
    public double InputSubspaceRate { get; init; } = 0.001;

    /// <summary>Rate of the lateral learning of the hidden layers' subspaces.</summary>
    [Range(1e-7, 10)]
    public double HiddenSubspaceRate { get; init; } = 0.01;

    /// <summary>Strengths λ of EWC to choose from; none leaves EWC out.</summary>
    [Range(0, 1e6)]
    public IReadOnlyList<double> EwcStrengths { get; init; } = [0.3, 1, 3, 10];

    /// <summary>GPM's thresholds ε of the first layer to choose from, the others having 1 − (1 − ε)/5; none leaves GPM out.</summary>
    [Range(0.01, 1)]
    public IReadOnlyList<double> GpmThresholds { get; init; } = [0.9, 0.95, 0.98];

    /// <summary>Samples of each task whose gradients OGD stores (200 in its paper, which would be 1.6 GB here); 0 leaves it out.</summary>
    [Range(0, 1000)]
    public int OgdSamples { get; init; } = 20;

    /// <summary>Spikes that a lateral neuron has at its largest activity, for the claim about spiking lateral neurons; none leaves it out.</summary>
    [Range(1, 100000)]
    public IReadOnlyList<int> LateralSpikes { get; init; } = [1000, 40];

    /// <summary>Largest activity of a lateral neuron that spikes.</summary>
    [Range(1e-3, 1e6)]
    public double LateralRange { get; init; } = 20;

    /// <summary>Also train by other rules and by other feedback, and a network of rates.</summary>
    public bool OtherTraining { get; init; } = true;

    /// <summary>Stored samples of a class and task for HLOP with replay; 0 leaves it out.</summary>
    [Range(0, 1000)]
    public int StoredPerClass { get; init; } = 50;

    /// <summary>At most so many seeds for other training, lateral spikes and the grid of EWC.</summary>
    [Range(1, 1000)]
    public int SideSeeds { get; init; } = 3;

    /// <summary>Samples of the first task by which subspaces and old answers are compared; 0 leaves these out.</summary>
    [Range(0, 5000)]
    public int ComparedSamples { get; init; } = 500;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        var (train, test) = Data == DigitSource.Full ? (60_000, 10_000) : (10_000, 2_000);
        if (TestSamples > test)
        {
            yield return $"testSamples={TestSamples}, but data={Data} has {test} test images.";
        }

        if (ValidationSamples >= train)
        {
            yield return $"validationSamples={ValidationSamples} leaves none of the {train} training images of data={Data} to train on.";
        }

        if (FirstRows.Count != 3 || LaterRows.Count != 3)
        {
            yield return $"firstRows and laterRows need three numbers each, for pixels and two hidden layers; got {FirstRows.Count} and {LaterRows.Count}.";
            yield break;
        }

        int[] inputs = [784, HiddenUnits, HiddenUnits];
        var sizes = HlopTrial.Sizes(this);
        for (var layer = 0; layer < inputs.Length; layer++)
        {
            var rows = Enumerable.Range(0, Tasks).Sum(task => sizes.Rows(task, layer));
            if (rows > inputs[layer])
            {
                yield return $"Layer {layer + 1} has only {inputs[layer]} directions; firstRows and laterRows ask for {rows} over {Tasks} tasks. Lower them, or take fewer tasks.";
            }
        }
    }
}
