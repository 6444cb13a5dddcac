using System.ComponentModel.DataAnnotations;
using Glia.Lab.Studies;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>Options of the study.</summary>
public sealed record MultitaskingHopfieldOptions : StudyOptions
{
    /// <summary>Neurons N of the networks that store patterns.</summary>
    [Range(100, 1_000_000)]
    public int Neurons { get; init; } = 4000;

    /// <summary>Numbers of patterns K that are recalled without noise; 3 and 5 are judged.</summary>
    [Range(2, 12)]
    public IReadOnlyList<int> Patterns { get; init; } = [3, 5];

    /// <summary>Dilutions of the patterns that are recalled without noise; those well below the border of the hierarchy are judged, and 0.65.</summary>
    [Range(0.0, 0.99)]
    public IReadOnlyList<double> Dilutions { get; init; } = [0.1, 0.3, 0.45, 0.55, 0.65, 0.8, 0.9];

    /// <summary>Dilutions of three patterns under noise.</summary>
    [Range(0.0, 0.99)]
    public IReadOnlyList<double> NoisyDilutions { get; init; } = [0.5, 0.6, 0.7, 0.8];

    /// <summary>Temperatures over the critical one for the equations; the first is judged.</summary>
    [Range(0.01, 2.0)]
    public IReadOnlyList<double> Temperatures { get; init; } = [0.909, 0.667, 0.333];

    /// <summary>Temperature over the critical one at which networks are run.</summary>
    [Range(0.01, 2.0)]
    public double SimulatedTemperature { get; init; } = 0.667;

    /// <summary>Sweeps with noise; the second half is averaged.</summary>
    [Range(2, 1_000_000)]
    public int Sweeps { get; init; } = 200;

    /// <summary>Neurons of the networks that learn from examples.</summary>
    [Range(100, 1_000_000)]
    public int LearningNeurons { get; init; } = 2000;

    /// <summary>Dilution of the three patterns of which examples are learned.</summary>
    [Range(0.0, 0.99)]
    public double LearningDilution { get; init; } = 0.25;

    /// <summary>Quality r of the examples.</summary>
    [Range(0.001, 1.0)]
    public double Quality { get; init; } = 0.2;

    /// <summary>Numbers of examples M of each pattern; odd numbers, as even ones have ties.</summary>
    [Range(1, 100_000)]
    public IReadOnlyList<int> Examples { get; init; } = [5, 11, 21, 41, 81, 161, 321];

    /// <summary>Steps of the phase map along dilution and temperature; 0 leaves it out.</summary>
    [Range(0, 400)]
    public int MapSteps { get; init; } = 40;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Temperatures.Count == 0 || Examples.Count == 0 || Patterns.Count == 0)
        {
            yield return "patterns, temperatures and examples must each have a value.";
        }

        foreach (var (name, distinct) in new[]
        {
            ("patterns", Patterns.Distinct().Count() == Patterns.Count), ("dilutions", Dilutions.Distinct().Count() == Dilutions.Count),
            ("noisyDilutions", NoisyDilutions.Distinct().Count() == NoisyDilutions.Count), ("temperatures", Temperatures.Distinct().Count() == Temperatures.Count),
            ("examples", Examples.Distinct().Count() == Examples.Count),
        })
        {
            if (!distinct)
            {
                yield return $"{name} must name each value once.";
            }
        }
    }
}
