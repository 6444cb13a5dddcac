using BenchmarkDotNet.Attributes;
using Glia.Data;
using Glia.Events;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Benchmarks;

/// <summary>Events of ON digits in saccades through FEAST with patches of 11 × 11, by the number of features: learning, use, and the rules written plainly.</summary>
/// <remarks>The setup prints processor time for each event that has a patch, the least of several rounds that take turns: it can be used where other processes hold the cores. <see cref="Patches"/> is the share of the surface; the rest is the products of N features with the patch, 242 N operations where no pixel is 0.</remarks>
public class FeastBenchmarks
{
    private const int Digits = 40;
    private readonly TimeSurfaceOptions _surface = new();
    private CameraEvents[] _films = [];
    private Feast _feast = null!;
    private PlainFeast _plain = null!;
    private TimeSurface _traces = null!;

    /// <summary>Features of a polarity.</summary>
    [Params(10, 20, 50, 100, 400)]
    public int Features { get; set; }

    /// <summary>Films, and how many of their events have a patch, so that times can be divided by it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var camera = new SaccadeCamera(new SaccadeOptions(), new RandomStream(1, "camera"));
        var pixels = new float[Mnist.Embedded.Train.PixelsPerImage];
        _films = [.. Enumerable.Range(0, Digits).Select(digit =>
        {
            Mnist.Embedded.Train.CopyTo(digit, pixels);
            return camera.Film(pixels, 28, new RandomStream(digit, "film"));
        })];
        _feast = new Feast(new FeastOptions { FeatureCount = Features }, _surface, new RandomStream(1, "features"));
        _plain = new PlainFeast(_feast.Populations);
        _traces = new TimeSurface(34, 34, _surface);
        // Past the burn-in, in which nothing is learned.
        for (var pass = 0; pass < 10; pass++)
        {
            Learn();
        }

        PrintProcessorTimes();
    }

    /// <summary>Learns from all films.</summary>
    [Benchmark(Baseline = true)]
    public void Learn()
    {
        foreach (var film in _films)
        {
            _feast.Learn(film);
        }
    }

    /// <summary>The same with a thread for each polarity.</summary>
    [Benchmark]
    public void LearnOnTwoThreads()
    {
        foreach (var film in _films)
        {
            _feast.Learn(film, threads: 2);
        }
    }

    /// <summary>Gives all events their features.</summary>
    [Benchmark]
    public int Transform() => _films.Sum(film => _feast.Transform(film).Count);

    /// <summary>Makes the patches and nothing else.</summary>
    [Benchmark]
    public float Patches()
    {
        var sum = 0f;
        foreach (var film in _films)
        {
            for (var polarity = 0; polarity < 2; polarity++)
            {
                var patches = new EventPatches(film, _traces, polarity);
                while (patches.MoveNext())
                {
                    sum += patches.Patch[0];
                }
            }
        }

        return sum;
    }

    /// <summary>Learns by the rules written plainly: features one after the other, row by row, single precision.</summary>
    [Benchmark]
    public void Plain()
    {
        foreach (var film in _films)
        {
            for (var polarity = 0; polarity < 2; polarity++)
            {
                var patches = new EventPatches(film, _traces, polarity);
                while (patches.MoveNext())
                {
                    _plain.Learn(polarity, patches.Patch);
                }
            }
        }
    }

    private void PrintProcessorTimes()
    {
        var patches = _films.Sum(film => _feast.Transform(film).Count);
        var ways = new (string Name, Action Run, int Rounds)[] { (nameof(Learn), Learn, 7), (nameof(Transform), () => Transform(), 7), (nameof(Patches), () => Patches(), 7), (nameof(Plain), Plain, 2) };
        var least = ways.ToDictionary(way => way.Name, _ => double.PositiveInfinity);
        for (var round = 0; round < ways.Max(way => way.Rounds); round++)
        {
            foreach (var way in ways.Where(way => round < way.Rounds))
            {
                var before = Environment.CpuUsage.TotalTime;
                way.Run();
                least[way.Name] = Math.Min(least[way.Name], (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / patches);
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"// N = {Features}, {patches} patches; processor time, ns each: {string.Join(", ", least.Select(way => FormattableString.Invariant($"{way.Key} {way.Value:0}")))}"));
    }
}
