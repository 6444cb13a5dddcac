using CsCheck;
using Glia.Random;
using Glia.Simulation;
using Glia.Simulation.Connections;

namespace Glia.Tests.Simulation;

/// <summary>Rules of connection: what every draw must be, and how many there are.</summary>
public sealed class ConnectionTests
{
    private static readonly Gen<(int Sources, int Targets, long Seed, bool Self)> Sizes = Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Long[0, 1000], Gen.Bool);

    [Fact]
    public void Rows_of_a_fixed_probability_ascend_and_have_as_many_entries_as_expected() => Gen.Select(Sizes, Gen.Double[0, 1]).Sample((size, p) =>
    {
        var rows = Rows(new FixedProbability(p) { AllowSelf = size.Self }, size.Sources, size.Targets, size.Seed);
        Assert.All(rows, row => Assert.Equal(row.Distinct().Order(), row));
        var pairs = (size.Sources * size.Targets) - (size.Self ? 0 : Math.Min(size.Sources, size.Targets));
        Assert.InRange(rows.Sum(row => row.Length), (p * pairs) - (6 * Math.Sqrt(pairs * p * (1 - p))) - 1, (p * pairs) + (6 * Math.Sqrt(pairs * p * (1 - p))) + 1);
        Assert.True(size.Self || rows.Select((row, source) => !row.Contains(source)).All(free => free));
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 900)]
    public void A_probability_of_none_or_all_is_exact(double p, int count) => Assert.Equal(count, Rows(new FixedProbability(p), 30, 30, 1).Sum(row => row.Length));

    [Fact]
    public void Every_pair_is_connected_as_often_as_every_other()
    {
        var counts = new int[8, 9];
        for (var seed = 0; seed < 3000; seed++)
        {
            foreach (var (row, source) in Rows(new FixedProbability(.3), 8, 9, seed).Select((row, source) => (row, source)))
            {
                Array.ForEach(row, target => counts[source, target]++);
            }
        }

        // Standard deviation 25.
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 780, 1020));
    }

    [Fact]
    public void Every_target_has_the_in_degree_of_different_sources() => Gen.Select(Sizes, Gen.Int[0, 59]).Sample((size, wanted) =>
    {
        var inDegree = Math.Min(wanted, size.Sources - (size.Self ? 0 : 1));
        var rows = Rows(new FixedInDegree(inDegree) { AllowSelf = size.Self }, size.Sources, size.Targets, size.Seed);
        Assert.All(rows, row => Assert.Equal(row.Distinct().Order(), row));
        Assert.All(Enumerable.Range(0, size.Targets), target => Assert.Equal(inDegree, rows.Count(row => row.Contains(target))));
        Assert.True(size.Self || rows.Select((row, source) => !row.Contains(source)).All(free => free));
    });

    [Fact]
    public void Sources_of_a_fixed_in_degree_are_drawn_evenly()
    {
        var counts = new int[10];
        for (var seed = 0; seed < 500; seed++)
        {
            var rows = Rows(new FixedInDegree(3), 10, 10, seed);
            for (var source = 0; source < 10; source++)
            {
                counts[source] += rows[source].Length;
            }
        }

        // Expected 1,500 each, standard deviation 32.
        Assert.All(counts, count => Assert.InRange(count, 1340, 1660));
    }

    [Fact]
    public void Distance_decides_on_connection_and_delay_across_the_edges_too()
    {
        var (sources, targets) = (CellPositions.Lattice(100, .1), CellPositions.Uniform(80, 1, new RandomStream(1, "places")));
        var network = new SpikingNetwork<float>(.1);
        var (a, b) = (network.Add("a", new PoissonSource(1, Nets.Random("a")), 100), network.Add("b", new DeltaLif(), 80));
        var rule = new DistanceDependent(sources, targets, distance => distance < .25 ? 1 : 0) { Period = 1, Delay = distance => 1 + (int)(40 * distance) };
        var projection = network.Connect(a, b, new ProjectionOptions(rule), Nets.Random());
        for (var source = 0; source < 100; source++)
        {
            double Distance(int target)
            {
                var (x, y) = (Math.Abs(sources.X[source] - targets.X[target]), Math.Abs(sources.Y[source] - targets.Y[target]));
                return Math.Sqrt(Math.Pow(Math.Min(x, 1 - x), 2) + Math.Pow(Math.Min(y, 1 - y), 2));
            }

            var expected = Enumerable.Range(0, 80).Where(target => Distance(target) < .25).ToArray();
            Assert.Equal(expected, projection.TargetsOf(source).ToArray());
            Assert.Equal(expected.Select(target => 1 + (int)(40 * Distance(target))), projection.DelaysOf(source));
        }
    }

    [Fact]
    public void A_Gaussian_reach_connects_as_often_as_it_says()
    {
        var places = new CellPositions([.. Enumerable.Repeat(0.0, 200)], [.. Enumerable.Repeat(0.0, 200)]);
        var shifted = new CellPositions([.. Enumerable.Repeat(.3, 200)], places.Y);
        var count = Rows(new DistanceDependent(places, shifted, DistanceDependent.Gaussian(.5, .3)), 200, 200, 1).Sum(row => row.Length);
        Assert.Equal(.5 * Math.Exp(-.5), count / 40_000.0, .012);
    }

    [Fact]
    public void Ranges_of_cells_are_counted_from_their_own_beginning()
    {
        var network = new SpikingNetwork<double>(.1);
        var cells = network.Add("cells", new DeltaLif(), 50);
        var projection = network.Connect(cells[10..30], cells[20..45], new ProjectionOptions(new ExplicitConnections([0, 19], [0, 24]) { Weights = [1, 2] }), Nets.Random());
        Assert.Equal(20, projection.TargetsOf(0)[0]);
        Assert.Equal((44, 2.0), (projection.TargetsOf(19)[0], projection.WeightsOf(19)[0]));

        // The tenth source of the range is the first target of the other.
        var all = network.Connect(cells[10..30], cells[20..45], new ProjectionOptions(new FixedProbability(1) { AllowSelf = false }), Nets.Random());
        Assert.Equal([.. Enumerable.Range(0, 10).Select(_ => 25), .. Enumerable.Range(0, 10).Select(_ => 24)], Enumerable.Range(0, 20).Select(row => all.TargetsOf(row).Length));
        Assert.DoesNotContain(25, all.TargetsOf(15).ToArray());
    }

    private static int[][] Rows(ConnectionRule rule, int sources, int targets, long seed)
    {
        // One population of both, so that sources and targets of one number are one cell.
        var network = new SpikingNetwork<float>(.1);
        var cells = network.Add("cells", new DeltaLif(), Math.Max(sources, targets));
        var projection = network.Connect(cells[..sources], cells[..targets], new ProjectionOptions(rule), new RandomStream(seed, "rule"));
        return [.. Enumerable.Range(0, sources).Select(row => projection.TargetsOf(row).ToArray())];
    }
}
