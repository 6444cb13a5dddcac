using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Tests.Reservoirs;

public sealed class TaskTests
{
    [Theory]
    [InlineData(NarmaOrder.Ten, .1, .19597875, .4334592315, .47992147, .2741496634, .3070306094, .36112565, .09747548)]
    [InlineData(NarmaOrder.Twenty, .0099996667, .1429760274, .0491947593, .2307998183, .0905856029, .1330456186, .16063974, .05910544)]
    [InlineData(NarmaOrder.Thirty, .001, .19763629, .0829426034, .1338340793, .0423507252, .0758045281, .12992623, .07597778)]
    public void Narma_gives_the_numbers_of_an_independent_implementation(NarmaOrder order, double first, double second, double sixth, double at100, double at1000, double at2999, double mean, double deviation)
    {
        var input = Enumerable.Range(0, 3000).Select(k => .5 * (7919 * k % 1000) / 1000).ToArray();
        var output = Narma.Run(input, order);
        var n = (int)order;
        Assert.Equal([first, second, sixth, at100, at1000, at2999], [output[n], output[n + 1], output[n + 5], output[100], output[1000], output[2999]], (a, b) => Math.Abs(a - b) < 1e-9);
        var tail = output[200..3000];
        Assert.Equal(mean, tail.Average(), 1e-8);
        Assert.Equal(deviation, Math.Sqrt(tail.Select(value => value * value).Average() - (tail.Average() * tail.Average())), 1e-7);
    }

    [Fact]
    public void Mackey_Glass_gives_the_numbers_of_an_independent_implementation()
    {
        var series = MackeyGlass.Series(100, discarded: 0);
        Assert.Equal([1.11756221, .65240429, .49197210, 1.06097073, 1.01372753], [series[0], series[9], series[16], series[49], series[99]], (a, b) => Math.Abs(a - b) < 1e-8);
        var finer = MackeyGlass.Series(100, substeps: 20, discarded: 0);
        Assert.Equal([1.06095846, 1.01372489], [finer[49], finer[99]], (a, b) => Math.Abs(a - b) < 1e-8);
        var longer = MackeyGlass.Series(20_000);
        Assert.Equal(.93013, longer.Average(), .003);
        Assert.Equal((.4183, 1.3184), (longer.Min(), longer.Max()), (a, b) => Math.Abs(a.Item1 - b.Item1) < .01 && Math.Abs(a.Item2 - b.Item2) < .01);
    }

    [Fact]
    public void Lorenz_gives_the_numbers_of_an_independent_implementation()
    {
        var series = Lorenz.Series(100, stride: 1, discarded: 0);
        Assert.Equal([1.01256719, 1.25991780, .98489097], series[0].ToArray(), (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal([-9.378616, -8.357060, 29.362404], series[99].ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_delay_line_remembers_as_many_inputs_as_it_is_long()
    {
        var capacity = MemoryCapacity.ByDelay(DelayLine(10), new RandomStream(1, "input"), new MemoryCapacityOptions { Delays = 20 });
        Assert.Equal(9 * (1 - (1.0 / 2000)), capacity.Take(9).Sum(), 1e-6);
        Assert.InRange(capacity.Skip(9).Sum(), 0, 0.05);
    }

    [Theory]
    [InlineData(.9, 20.0)]
    [InlineData(.99, 14.0)]
    public void A_ring_of_linear_units_has_the_memory_that_theory_gives(double radius, double expected)
    {
        var recurrent = new CompressedRows(20, [.. Enumerable.Range(0, 21)], [.. Enumerable.Range(0, 20).Select(unit => (unit + 19) % 20)], [.. Enumerable.Repeat((float)radius, 20)]);
        var input = new CompressedRows(1, [0, .. Enumerable.Repeat(1, 20)], [0], [1f]);
        var ring = new EchoStateNetwork(new EchoStateOptions { Activation = ReservoirActivation.Identity }, recurrent, input, new RandomStream(1, "ring"));
        var capacity = MemoryCapacity.ByDelay(ring, new RandomStream(2, "input"), new MemoryCapacityOptions { Delays = 60, TrainSteps = 20_000, TestSteps = 10_000 });
        Assert.Equal(expected, capacity.Sum() + 1, 1.2);
        Assert.InRange(capacity.Sum(), 0, 20.2);
    }

    [Fact]
    public void All_capacity_of_a_delay_line_is_linear_and_that_of_squares_is_quadratic()
    {
        var capacity = InformationProcessingCapacity.ByDegree(DelayLine(6), new RandomStream(3, "input"), [12, 6, 4], steps: 20_000);
        Assert.Equal(6, capacity[0], 1e-3);
        Assert.Equal(0, capacity[1] + capacity[2], .02);
    }

    [Fact]
    public void The_whole_capacity_of_a_network_is_at_most_its_number_of_units()
    {
        var network = new EchoStateNetwork(1, new EchoStateOptions { Units = 12, Connectivity = .5, InputConnectivity = 1, InputScaling = .3, SpectralRadius = .7 }, new RandomStream(4, "network"));
        var capacity = InformationProcessingCapacity.ByDegree(network, new RandomStream(5, "input"), [40, 25, 14], steps: 30_000);
        Assert.InRange(capacity.Sum(), 10, 12.05);
        Assert.True(capacity[0] > capacity[1]);
    }

    private static EchoStateNetwork DelayLine(int length)
    {
        var recurrent = new CompressedRows(length, [0, .. Enumerable.Range(0, length)], [.. Enumerable.Range(0, length - 1)], [.. Enumerable.Repeat(1f, length - 1)]);
        var input = new CompressedRows(1, [0, .. Enumerable.Repeat(1, length)], [0], [1f]);
        return new EchoStateNetwork(new EchoStateOptions { Activation = ReservoirActivation.Identity }, recurrent, input, new RandomStream(0, "line"));
    }
}
