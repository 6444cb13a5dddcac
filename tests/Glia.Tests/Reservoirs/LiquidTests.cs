using Glia.Neurons;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Memristive;
using Glia.Spikes;

namespace Glia.Tests.Reservoirs;

public sealed class LiquidTests
{
    private static readonly CompressedRows None = CompressedRows.FromDense(1, 1, [0f]);
    private static readonly CompressedRows One = CompressedRows.FromDense(1, 1, [1f]);

    [Fact]
    public void A_neuron_under_constant_drive_fires_every_seventh_step()
    {
        double[] membrane = [1, 1.9, 2.71, 3.439, 4.0951, 4.68559, 5.217031];
        var liquid = new LiquidStateMachine(new LiquidOptions { Decay = .9, Threshold = 5 }, None, One);
        for (var step = 0; step < 7; step++)
        {
            Assert.Equal(step == 6 ? 1 : 0, liquid.Step([1.0])[0]);
            Assert.Equal(membrane[step], liquid.Membrane[0], 1e-5);
        }

        Assert.Equal(0, liquid.Step([1.0])[0]);
        Assert.Equal(1, liquid.Membrane[0]);
        Assert.Equal(7, Count(liquid, CompressedRows.FromDense(50, 1, [.. Enumerable.Repeat(1f, 50)]))[0]);
        Assert.Equal(0, Count(liquid, CompressedRows.FromDense(50, 1, [.. Enumerable.Repeat(.5f, 50)]))[0]);
    }

    [Theory]
    [InlineData(ResetMode.Hard, 1, 1)]
    [InlineData(ResetMode.Soft, 1, .3)]
    [InlineData(ResetMode.None, .2, 1)]
    public void Counts_are_those_of_the_equation_written_plainly(ResetMode reset, double connectivity, double inputConnectivity)
    {
        const int units = 37, channels = 11, steps = 60;
        var options = new LiquidOptions { Units = units, Decay = .93, Threshold = 2, Reset = reset, Connectivity = connectivity, InputConnectivity = inputConnectivity };
        var liquid = LiquidStateMachine.Draw(channels, options, WeightSource.Gaussian, .5, new RandomStream(3, "liquid"));
        var recording = Recording(steps, channels, .2, 4);
        var (u, s, plain) = (new double[units], new double[units], new double[units]);
        for (var step = 0; step < steps; step++)
        {
            var next = new double[units];
            for (var unit = 0; unit < units; unit++)
            {
                var kept = reset switch { ResetMode.Hard => u[unit] * (1 - s[unit]), ResetMode.Soft => u[unit] - (2 * s[unit]), _ => u[unit] };
                next[unit] = (.93 * kept) + Row(liquid.RecurrentWeights, unit, s) + Row(liquid.InputMatrix, unit, Dense(recording, step));
            }

            (u, s) = (next, Array.ConvertAll(next, value => value > 2 ? 1.0 : 0));
            plain = [.. plain.Zip(s, (a, b) => a + b)];
        }

        Assert.InRange(plain.Sum(), 50, units * steps / 2);
        Assert.Equal(plain, Count(liquid, recording).Select(value => (double)value));
    }

    [Fact]
    public void Steps_of_dense_input_and_of_events_are_the_same()
    {
        var recording = Recording(40, 9, .3, 1);
        LiquidStateMachine Liquid() => LiquidStateMachine.Draw(9, new LiquidOptions { Units = 50, Threshold = 2 }, WeightSource.Uniform, 1, new RandomStream(2, "liquid"));
        var (byEvents, dense) = (Liquid(), Liquid());
        for (var step = 0; step < 40; step++)
        {
            var spikes = byEvents.Step(recording.Columns(step), recording.Values(step)).ToArray();
            Assert.Equal(spikes, dense.Step(Dense(recording, step)).ToArray());
            Assert.Equal(Enumerable.Range(0, 50).Where(neuron => spikes[neuron] == 1), byEvents.Fired.ToArray());
        }
    }

    [Fact]
    public void Operations_are_the_events_and_spikes_times_their_targets()
    {
        var liquid = LiquidStateMachine.Draw(6, new LiquidOptions { Units = 20, Threshold = 1 }, WeightSource.Gaussian, 1, new RandomStream(1, "liquid"));
        var recording = Recording(30, 6, .4, 2);
        var counts = new float[20];
        var operations = liquid.Count(recording, counts);
        var late = liquid.Fired.Length;
        Assert.Equal(20 * (recording.EntryCount + counts.Sum() - late), operations);
        Assert.All(counts, count => Assert.True(count is >= 0 and <= 30 && count == MathF.Round(count)));
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        var liquid = LiquidStateMachine.Draw(30, new LiquidOptions { Threshold = 1 }, WeightSource.Gaussian, .3, new RandomStream(1, "liquid"));
        var (recording, counts) = (Recording(50, 30, .2, 3), new float[200]);
        liquid.Count(recording, counts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        liquid.Count(recording, counts);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Noise_of_reading_has_the_variance_of_all_devices_that_are_read()
    {
        const int rounds = 4000;
        var options = new MemristorOptions { ReadNoise = .2 };
        var array = MemristiveArray.Form(5, 8, 1, options, new RandomStream(1, "array"));
        var silent = MemristiveArray.Form(5, 5, 1, options, new RandomStream(2, "array"));
        var liquid = new LiquidStateMachine(new LiquidOptions { Units = 5, Threshold = 1e6 }, silent, array, new RandomStream(3, "noise"));
        double[] input = [1, 0, 2, 0, 1, 1, 0, 3];
        var (sums, squares) = (new double[5], new double[5]);
        for (var round = 0; round < rounds; round++)
        {
            liquid.Reset();
            liquid.Step(input);
            for (var neuron = 0; neuron < 5; neuron++)
            {
                sums[neuron] += liquid.Membrane[neuron];
                squares[neuron] += liquid.Membrane[neuron] * liquid.Membrane[neuron];
            }
        }

        for (var neuron = 0; neuron < 5; neuron++)
        {
            var (mean, variance) = (sums[neuron] / rounds, (squares[neuron] / rounds) - Math.Pow(sums[neuron] / rounds, 2));
            var expected = Row(array.ReadVariance, neuron, [.. input.Select(value => value * value)]);
            Assert.Equal(Row(array.Weights, neuron, input), mean, 5 * Math.Sqrt(expected / rounds));
            Assert.InRange(variance / expected, 1 - (5 * Math.Sqrt(2.0 / rounds)), 1 + (5 * Math.Sqrt(2.0 / rounds)));
        }
    }

    [Fact]
    public void Calibration_finds_the_scale_at_which_a_liquid_fires_as_asked_for()
    {
        var recordings = Enumerable.Range(0, 20).Select(index => Recording(50, 16, .1, index)).ToList();
        LiquidStateMachine Liquid(double scale) => LiquidStateMachine.Draw(16, new LiquidOptions { Units = 100 }, WeightSource.Gaussian, scale, new RandomStream(1, "liquid"));
        var (scale, activity) = RateCalibration.Calibrate(Liquid, recordings, .1);
        Assert.Equal(.1, activity.Rate, .005);
        Assert.InRange(scale, .5, 5);
        Assert.InRange(activity.Silent, 0, 50);
    }

    [Fact]
    public void What_cannot_be_calibrated_is_said()
    {
        LiquidStateMachine Liquid(double scale) => LiquidStateMachine.Draw(4, new LiquidOptions { Units = 10 }, WeightSource.Gaussian, scale, new RandomStream(1, "liquid"));
        Assert.Contains("without an event", Assert.Throws<InvalidOperationException>(() => RateCalibration.Calibrate(Liquid, [CompressedRows.FromDense(5, 4, new float[20])], .1)).Message);
        Assert.Contains("gives 0.99 spikes", Assert.Throws<InvalidOperationException>(() => RateCalibration.Calibrate(Liquid, [Recording(50, 4, .2, 1)], .99)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RateCalibration.Calibrate(Liquid, [], 1));
    }

    [Fact]
    public void A_silent_liquid_is_refused_with_what_to_change()
    {
        var liquid = LiquidStateMachine.Draw(4, new LiquidOptions { Units = 10, Threshold = 100 }, WeightSource.Gaussian, .01, new RandomStream(1, "liquid"));
        var recording = Recording(20, 4, .5, 1);
        var activity = LiquidActivity.Of(Count(liquid, recording), 10, 20);
        Assert.Equal(new LiquidActivity(0, 10, 10, 10), activity);
        var message = Assert.Throws<InvalidOperationException>(() => activity.RequireActive(100, [recording], liquid.InputMatrix)).Message;
        Assert.StartsWith("0 of 10 neurons fired: raise the scale of the weights or lower the threshold 100 (mean |input| of a neuron and step is 0.0", message);
        LiquidActivity.Of([1, 0, 1, 2], 2, 4).RequireActive(1, [], liquid.InputMatrix);
        Assert.Equal(new LiquidActivity(.25, 2, 0, 1), LiquidActivity.Of([1, 0, 1, 2], 2, 4));
    }

    [Fact]
    public void Permuting_neurons_permutes_the_counts()
    {
        var liquid = LiquidStateMachine.Draw(7, new LiquidOptions { Units = 30, Threshold = 1 }, WeightSource.Gaussian, .7, new RandomStream(5, "liquid"));
        var order = new RandomStream(1, "order").Permutation(30);
        float[] Permuted(CompressedRows matrix, bool columns) =>
            [.. order.SelectMany(row => Enumerable.Range(0, matrix.ColumnCount).Select(column => matrix.Values(row)[columns ? order[column] : column]))];
        var other = new LiquidStateMachine(
            new LiquidOptions { Threshold = 1 }, CompressedRows.FromDense(30, 30, Permuted(liquid.RecurrentWeights, columns: true)), CompressedRows.FromDense(30, 7, Permuted(liquid.InputMatrix, columns: false)));
        var recording = Recording(40, 7, .3, 9);
        var counts = Count(liquid, recording);
        Assert.Equal(order.Select(neuron => counts[neuron]), Count(other, recording));
    }

    [Fact]
    public void Wrong_sizes_and_constants_are_named()
    {
        Assert.Contains("not of one network", Assert.Throws<ArgumentException>(() => new LiquidStateMachine(new LiquidOptions(), None, CompressedRows.FromDense(2, 1, [1f, 1f]))).Message);
        var liquid = new LiquidStateMachine(new LiquidOptions(), None, One);
        Assert.Contains("1 input channels; got 2", Assert.Throws<ArgumentException>(() => liquid.Step([1.0, 2.0])).Message);
        Assert.Contains("Event 0 is on channel 3", Assert.Throws<ArgumentException>(() => liquid.Step([3], [1f])).Message);
        Assert.Contains("1 channels and 2 values", Assert.Throws<ArgumentException>(() => liquid.Step([0], [1f, 1f])).Message);
        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => liquid.Count(Recording(3, 2, 1, 1), new float[1])).Message);
        Assert.Contains("Decay must be from 0 to below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidStateMachine(new LiquidOptions { Decay = 1 }, None, One)).Message);
        Assert.Contains("Threshold must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidStateMachine(new LiquidOptions { Threshold = double.NaN }, None, One)).Message);
    }

    [Fact]
    public void Sounds_become_parts_as_torch_chunk_makes_them()
    {
        Assert.Equal(new TimeChunks(12, 123), TimeChunks.Of(1469, 129));
        Assert.Equal(new TimeChunks(1, 5), TimeChunks.Of(5, 129));
        Assert.Equal(new TimeChunks(10, 129), TimeChunks.Of(1290, 129));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeChunks.Of(0, 129));
        var spikes = SpikeTrains.FromSorted([0, 11_999, 12_000, 1_468_999], [0, 3, 2, 1], 4, new TimeWindow(0, 1_469_000));
        var rows = LiquidInput.FromSpikes(spikes, 129, unitsPerChannel: 2);
        Assert.Equal((129, 2, 4), (rows.RowCount, rows.ColumnCount, rows.EntryCount));
        Assert.Equal([0, 1], rows.Columns(0).ToArray());
        Assert.Equal([1], rows.Columns(1).ToArray());
        Assert.Equal([0], rows.Columns(122).ToArray());
        Assert.Contains("lasts 400 µs", Assert.Throws<ArgumentException>(() => LiquidInput.FromSpikes(SpikeTrains.Empty(4, new TimeWindow(0, 400)), 129)).Message);
    }

    [Fact]
    public void Camera_events_outside_of_the_middle_are_left_out_and_counted()
    {
        var events = CameraEvents.FromSorted([0, 10, 20, 99, 99], [0, 4, 5, 5, 4], [4, 4, 5, 4, 5], [1, 1, 1, 1, 0], 10, 10, new TimeWindow(0, 100));
        var (rows, outside) = LiquidInput.FromCamera(events, 2, 10);
        Assert.Equal(1, outside);
        Assert.Equal((10, 4, 3), (rows.RowCount, rows.ColumnCount, rows.EntryCount));
        Assert.Equal([0], rows.Columns(1).ToArray());
        Assert.Equal([3], rows.Columns(2).ToArray());
        Assert.Equal([1], rows.Columns(9).ToArray());
        Assert.Contains("no middle of 11 × 11", Assert.Throws<ArgumentException>(() => LiquidInput.FromCamera(events, 11, 10)).Message);
    }

    [Fact]
    public void A_transposed_matrix_has_its_entries_exchanged()
    {
        var matrix = CompressedRows.Draw(13, 29, .3, random => random.NextGaussian(), new RandomStream(1, "matrix"));
        var transposed = matrix.Transposed();
        Assert.Equal((29, 13, matrix.EntryCount), (transposed.RowCount, transposed.ColumnCount, transposed.EntryCount));
        for (var row = 0; row < 13; row++)
        {
            Assert.Equal(Dense(matrix, row), Enumerable.Range(0, 29).Select(column => Dense(transposed, column)[row]));
        }

        Assert.Contains("has 6 values; got 5", Assert.Throws<ArgumentException>(() => CompressedRows.FromDense(2, 3, new float[5])).Message);
        Assert.Contains("the destination has 3", Assert.Throws<ArgumentException>(() => matrix.AddRow(0, 1, new float[3])).Message);
    }

    internal static CompressedRows Recording(int steps, int channels, double rate, int seed) =>
        CompressedRows.Draw(steps, channels, rate, _ => 1, new RandomStream(seed, "recording"));

    internal static double[] Dense(CompressedRows rows, int row)
    {
        var dense = new double[rows.ColumnCount];
        for (var entry = 0; entry < rows.Columns(row).Length; entry++)
        {
            dense[rows.Columns(row)[entry]] = rows.Values(row)[entry];
        }

        return dense;
    }

    private static double Row(CompressedRows matrix, int row, double[] x) => Dense(matrix, row).Zip(x, (a, b) => a * b).Sum();

    private static float[] Count(LiquidStateMachine liquid, CompressedRows recording)
    {
        var counts = new float[liquid.Units];
        liquid.Count(recording, counts);
        return counts;
    }
}
