using System.Globalization;
using Glia.Formats;

namespace Glia.Events;

/// <summary>Learned features as a safetensors file: <c>weights</c> [populations, N, D, D] and <c>thresholds</c> [populations, N], options in its notes.</summary>
public static class FeastFile
{
    private const string Format = "glia-feast-1";

    /// <summary>Writes features.</summary>
    /// <param name="feast">The features.</param>
    /// <param name="destination">Receives the content.</param>
    public static void Write(Feast feast, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(feast);
        ArgumentNullException.ThrowIfNull(destination);
        var (options, surface, populations) = (feast.Options, feast.Surface, feast.Populations);
        var writer = new SafetensorsWriter();
        foreach (var (name, value) in Notes(options, surface))
        {
            writer.Metadata[name] = value;
        }

        writer.Add("weights", populations.SelectMany(population => population.Weights()).ToArray(), populations.Count, options.FeatureCount, surface.PatchSize, surface.PatchSize);
        writer.Add("thresholds", [.. populations.SelectMany(population => population.Thresholds).Select(threshold => (float)threshold)], populations.Count, options.FeatureCount);
        writer.Write(destination);
    }

    /// <summary>Reads features; counts of wins and misses begin anew.</summary>
    /// <exception cref="GliaFormatException">The file is no such file, a note is missing, or shapes and notes do not fit.</exception>
    public static Feast Read(string file)
    {
        using var content = SafetensorsFile.Open(file);
        if (content.Metadata.GetValueOrDefault("format") != Format)
        {
            throw new GliaFormatException(file, 0, $"Expected features learned by FEAST, whose note 'format' is {Format}; got '{content.Metadata.GetValueOrDefault("format")}'.");
        }

        var (options, surface) = Options(content, file);
        var (count, length) = (options.FeatureCount, surface.PatchLength);
        Require(content, file, "weights", surface.Populations, count, surface.PatchSize, surface.PatchSize);
        Require(content, file, "thresholds", surface.Populations, count);
        var (weights, thresholds) = (content.ReadSingles("weights"), Array.ConvertAll(content.ReadSingles("thresholds"), value => (double)value));
        return new Feast(options, surface, [.. Enumerable.Range(0, surface.Populations).Select(population => new FeastPopulation(
            length, options, weights.AsSpan(population * count * length, count * length), thresholds.AsSpan(population * count, count)))]);
    }

    private static Dictionary<string, string> Notes(FeastOptions options, TimeSurfaceOptions surface) => new()
    {
        ["format"] = Format,
        ["featureCount"] = Text(options.FeatureCount),
        ["learningRate"] = Text(options.LearningRate),
        ["thresholdRise"] = Text(options.ThresholdRise),
        ["thresholdFall"] = Text(options.ThresholdFall),
        ["patchSize"] = Text(surface.PatchSize),
        ["tauMicroseconds"] = Text(surface.TauMicroseconds),
        ["decay"] = surface.Decay.ToString(),
        ["border"] = surface.Border.ToString(),
        ["polarity"] = surface.Polarity.ToString(),
    };

    private static (FeastOptions Options, TimeSurfaceOptions Surface) Options(SafetensorsFile content, string file)
    {
        try
        {
            return (
                new FeastOptions
                {
                    FeatureCount = Number<int>("featureCount"),
                    LearningRate = Number<float>("learningRate"),
                    ThresholdRise = Number<double>("thresholdRise"),
                    ThresholdFall = Number<double>("thresholdFall"),
                }.Validated(),
                new TimeSurfaceOptions
                {
                    PatchSize = Number<int>("patchSize"),
                    TauMicroseconds = Number<double>("tauMicroseconds"),
                    Decay = Enum.Parse<SurfaceDecay>(Note("decay")),
                    Border = Enum.Parse<SurfaceBorder>(Note("border")),
                    Polarity = Enum.Parse<SurfacePolarity>(Note("polarity")),
                }.Validated());
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException && problem is not GliaFormatException)
        {
            throw new GliaFormatException(file, 0, $"The notes do not say how the features were learned: {problem.Message}");
        }

        string Note(string name) => content.Metadata.TryGetValue(name, out var text) ? text : throw new GliaFormatException(file, 0, $"The note '{name}' is missing.");
        T Number<T>(string name)
            where T : IParsable<T> => T.Parse(Note(name), CultureInfo.InvariantCulture);
    }

    private static void Require(SafetensorsFile content, string file, string name, params long[] shape)
    {
        var entry = content.Entries.FirstOrDefault(tensor => tensor.Name == name);
        if (entry is null || entry.DataType != SafetensorsDataType.F32 || !entry.Shape.SequenceEqual(shape))
        {
            throw new GliaFormatException(
                file, 0, $"Expected a tensor '{name}' of floats of shape [{string.Join(", ", shape)}]; got {(entry is null ? "none" : $"{entry.DataType} [{string.Join(", ", entry.Shape)}]")}.");
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
