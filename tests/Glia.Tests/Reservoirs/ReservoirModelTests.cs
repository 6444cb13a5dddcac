using Glia.Formats;
using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Tests.Reservoirs;

/// <summary>Against the same equations in NumPy, double precision, with weights that are written down as formulas.</summary>
public sealed class ReservoirModelTests : IDisposable
{
    private const int Units = 20;
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void States_and_ridge_readout_are_those_of_NumPy()
    {
        var network = Network(new EchoStateOptions { LeakRate = .6 }, Formula(104729, 1));
        var (input, target) = (Input(300), Products());
        var states = ((IReservoir)network).Run(input);
        Close([-.41134524, .26761068, -.33865349, .12625552, .18552107, -.08305986],
            [states[9 * Units], states[(9 * Units) + 1], states[(9 * Units) + 2], states[299 * Units], states[(299 * Units) + 7], states[(299 * Units) + 19]], 1e-6);
        var model = new ReservoirModel(network, new ReservoirModelOptions { Washout = 50, Penalties = [1e-2] });
        model.Fit(input, target);
        Assert.Equal(5.409860277231559, model.Readout.Bias[0], 1e-3);
        model.Reset();
        var outputs = model.Predict(input);
        Close([.94402036, .21663454, .09013962], [outputs[60][0], outputs[150][0], outputs[299][0]], 1e-4);
        Assert.Equal(.28809473313596656, SeriesMetrics.Nrmse(target.Slice(50, 250), outputs.Slice(50, 250)), 1e-4);
    }

    [Fact]
    public void The_pseudo_inverse_of_states_and_inputs_is_that_of_NumPy()
    {
        var model = new ReservoirModel(Network(new EchoStateOptions { LeakRate = .6 }, Formula(104729, 1)), new ReservoirModelOptions { Washout = 50, Solver = ReadoutSolver.PseudoInverse, InputToReadout = true });
        var series = Input(301);
        model.Fit(series.Slice(0, 300), series.Slice(1, 300));
        Assert.Equal(Units + 1, model.Readout.Features);
        Assert.Null(model.Penalty);
        model.Reset();
        var outputs = model.Predict(series.Slice(0, 300));
        Close([-.29317249, -.85599226, -.71049412], [outputs[60][0], outputs[150][0], outputs[299][0]], 1e-4);
    }

    [Fact]
    public void Taught_by_its_targets_a_model_runs_on_with_its_own_outputs_as_in_NumPy()
    {
        var network = Network(new EchoStateOptions(), Formula(104729, 1).Beside(Formula(15485863, 1)));
        var model = new ReservoirModel(network, new ReservoirModelOptions { Washout = 50, Penalties = [1e-4], Feedback = new FeedbackOptions() });
        var (constant, sine) = (TimeSeries.Of(Enumerable.Repeat(.1, 300)), TimeSeries.Of(Enumerable.Range(0, 300).Select(step => Math.Sin(.25 * step))));
        model.Fit(constant, sine);
        var free = model.Predict(constant.Slice(0, 40));
        Close([-.38756882134026804, .9602255890160863, .07283227342368798], [free[0][0], free[9][0], free[39][0]], 2e-3);
    }

    [Fact]
    public void Step_by_step_and_in_pieces_outputs_are_those_of_the_whole_series()
    {
        var model = Sine(out var series);
        model.Reset();
        var whole = model.Predict(series);
        model.Reset();
        var parts = model.Predict(series.Slice(0, 123)).Values.ToArray().Concat(model.Predict(series.Slice(123, series.Steps - 123)).Values.ToArray());
        Assert.Equal(whole.Values.ToArray(), parts);
        model.Reset();
        Assert.Equal(whole.Values.ToArray(), Enumerable.Range(0, series.Steps).Select(step => model.Step(series[step])[0]));
    }

    [Fact]
    public void After_a_fit_a_free_run_continues_the_series()
    {
        var model = Sine(out var series);
        var forecast = model.Generate(series[600], 200);
        Assert.InRange(SeriesMetrics.Nrmse(series.Slice(601, 200), forecast), 0, .4);
        Assert.InRange(SeriesMetrics.Nrmse(series.Slice(601, 20), forecast.Slice(0, 20)), 0, .1);
    }

    [Fact]
    public void The_Lorenz_system_is_forecast_for_more_than_a_Lyapunov_time()
    {
        var raw = Lorenz();
        var network = new EchoStateNetwork(3, new EchoStateOptions { Units = 300, SpectralRadius = .4, InputScaling = .15, InputConnectivity = 1, BiasScaling = .5, Connectivity = .05 }, new RandomStream(3, "network"));
        var model = new ReservoirModel(network, new ReservoirModelOptions { Penalties = [1e-7] });
        model.Fit(raw.Slice(0, 4000), raw.Slice(1, 4000));
        var forecast = model.Generate(raw[4000], 500);
        Assert.InRange(SeriesMetrics.ValidPredictionTime(raw.Slice(4001, 500), forecast, .02, Glia.Reservoirs.Tasks.Lorenz.LyapunovExponent), 1, 10);
    }

    [Fact]
    public void Of_several_penalties_that_with_the_least_error_on_left_out_stretches_is_taken()
    {
        var random = new RandomStream(4, "noise");
        var input = TimeSeries.Of(Enumerable.Range(0, 400).Select(_ => random.NextGaussian()));
        var noise = TimeSeries.Of(Enumerable.Range(0, 400).Select(_ => random.NextGaussian()));
        ReservoirModel Fitted(TimeSeries target)
        {
            var model = new ReservoirModel(new EchoStateNetwork(1, new EchoStateOptions { Units = 50 }, new RandomStream(1, "network")), new ReservoirModelOptions { Penalties = [1e-8, 1e6] });
            model.Fit(input, target);
            return model;
        }

        Assert.Equal(1e6, Fitted(noise).Penalty);
        Assert.Equal(1e-8, Fitted(TimeSeries.Of(input.Values.ToArray().Select(Math.Tanh))).Penalty);
    }

    [Fact]
    public void Series_of_a_batch_start_anew_and_may_differ_in_length()
    {
        var model = new ReservoirModel(new EchoStateNetwork(1, new EchoStateOptions { Units = 60 }, new RandomStream(2, "network")), new ReservoirModelOptions { Washout = 20 });
        TimeSeries[] inputs = [Wave(150, .2), Wave(90, .2), Wave(120, .2)];
        TimeSeries Before(TimeSeries series) => TimeSeries.Of(series.Values.ToArray().SkipLast(1).Prepend(0));
        model.Fit(inputs, [.. inputs.Select(Before)]);
        var outputs = model.Predict([inputs[1], inputs[0], inputs[1]]);
        Assert.Equal([90, 150, 90], outputs.Select(series => series.Steps));
        Assert.Equal(outputs[0].Values.ToArray(), outputs[2].Values.ToArray());
        Assert.InRange(SeriesMetrics.RSquared(Before(inputs[0]).Slice(20, 130), outputs[1].Slice(20, 130)), .99, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_model_that_was_saved_goes_on_with_the_same_bits(bool echo)
    {
        IReservoir reservoir = echo ? new EchoStateNetwork(2, new EchoStateOptions { Units = 40, LeakRate = .7, FeedbackChannels = 1, BiasScaling = .1 }, new RandomStream(5, "network"))
            : new ExcitatoryInhibitoryReservoir(3, new ExcitatoryInhibitoryOptions { Units = 40, Degree = 10, Leak = .2 }, new RandomStream(5, "network"));
        var model = new ReservoirModel(reservoir, new ReservoirModelOptions { Washout = 10, Feedback = new FeedbackOptions { Scale = .5 }, InputToReadout = true });
        var input = new TimeSeries(2, [.. Enumerable.Range(0, 400).Select(index => Math.Sin(.3 * index))]);
        model.Fit(input, Wave(200, .11));
        using (var stream = File.Create(_file))
        {
            model.Save(stream);
        }

        var loaded = ReservoirModel.Load(_file);
        Assert.Equal(model.Penalty, loaded.Penalty);
        Assert.Equal(model.Predict(input).Values.ToArray(), loaded.Predict(input).Values.ToArray());
        model.Reset();
        loaded.Reset();
        Assert.Equal(model.Predict(input).Values.ToArray(), loaded.Predict(input).Values.ToArray());
    }

    [Fact]
    public void Files_and_reservoirs_that_do_not_fit_are_refused()
    {
        File.WriteAllText(_file, "no tensors");
        Assert.Throws<GliaFormatException>(() => ReservoirModel.Load(_file));
        using (var stream = File.Create(_file))
        {
            var writer = new SafetensorsWriter();
            writer.Add("x", [1f], 1);
            writer.Write(stream);
        }

        Assert.Contains("Expected a reservoir model", Assert.Throws<GliaFormatException>(() => ReservoirModel.Load(_file)).Message);
        using (var stream = File.Create(_file))
        {
            var writer = new SafetensorsWriter();
            writer.Metadata["format"] = "glia-reservoir-model-1";
            writer.Metadata["kind"] = "echo-state";
            writer.Add("x", [1f], 1);
            writer.Write(stream);
        }

        Assert.Contains("is damaged", Assert.Throws<GliaFormatException>(() => ReservoirModel.Load(_file)).Message);
        var model = new ReservoirModel(new Constant(), new ReservoirModelOptions { Washout = 0 });
        model.Fit(Wave(20, .1), Wave(20, .1));
        Assert.Contains("cannot be stored", Assert.Throws<NotSupportedException>(() => model.Save(Stream.Null)).Message);
    }

    [Fact]
    public void Series_that_do_not_fit_are_refused_with_what_is_wrong()
    {
        var model = new ReservoirModel(new EchoStateNetwork(1, new EchoStateOptions { Units = 30 }, new RandomStream(2, "network")));
        var series = Wave(200, .1);
        Assert.Contains("call Fit first", Assert.Throws<InvalidOperationException>(() => model.Predict(series)).Message);
        Assert.Contains("200 steps of input and 199 of targets", Assert.Throws<ArgumentException>(() => model.Fit(series, series.Slice(0, 199))).Message);
        Assert.Contains("the washout leaves out 100", Assert.Throws<ArgumentException>(() => model.Fit(series.Slice(0, 100), series.Slice(0, 100))).Message);
        Assert.Contains("expected 1 and 1", Assert.Throws<ArgumentException>(() => model.Fit(new TimeSeries(2, new double[400]), series)).Message);
        Assert.Contains("as many series", Assert.Throws<ArgumentException>(() => model.Fit([series], [series, series])).Message);
        Assert.Contains("step 1, channel 0", Assert.Throws<ArgumentException>(() => TimeSeries.Of([1, double.NaN])).Message);
        model.Fit(series, new TimeSeries(2, new double[400]));
        Assert.Contains("1 inputs and 2 outputs", Assert.Throws<InvalidOperationException>(() => model.Generate([.1], 5)).Message);
        Assert.Contains("1 input channels; got 2", Assert.Throws<ArgumentException>(() => model.Step([1, 2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReservoirModel(new Constant(), new ReservoirModelOptions { Penalties = [] }));
    }

    [Fact]
    public void A_reservoir_that_is_not_stable_is_named_as_such()
    {
        var linear = new EchoStateNetwork(1, new EchoStateOptions { Units = 30, Activation = ReservoirActivation.Identity, SpectralRadius = 5 }, new RandomStream(2, "network"));
        var series = Wave(400, .1);
        Assert.Contains("not stable", Assert.Throws<InvalidOperationException>(() => new ReservoirModel(linear).Fit(series, series)).Message);
    }

    private static ReservoirModel Sine(out TimeSeries series)
    {
        series = TimeSeries.Of(Enumerable.Range(0, 900).Select(step => (.5 * Math.Sin(.2 * step)) + (.3 * Math.Sin(.0777 * step))));
        var model = new ReservoirModel(new EchoStateNetwork(1, new EchoStateOptions { Units = 200, SpectralRadius = .8, InputConnectivity = 1, BiasScaling = .2 }, new RandomStream(6, "network")), new ReservoirModelOptions { Penalties = [1e-6] });
        model.Fit(series.Slice(0, 600), series.Slice(1, 600));
        return model;
    }

    private static TimeSeries Lorenz()
    {
        var raw = Glia.Reservoirs.Tasks.Lorenz.Series(4600);
        return new TimeSeries(3, [.. raw.Values.ToArray().Select((value, index) => index % 3 == 2 ? (value - 23.56) / 8.61 : value / (index % 3 == 0 ? 7.93 : 9.01))]);
    }

    private static TimeSeries Wave(int steps, double frequency) => TimeSeries.Of(Enumerable.Range(0, steps).Select(step => Math.Sin(frequency * step)));

    private static TimeSeries Input(int steps) => TimeSeries.Of(Enumerable.Range(0, steps).Select(step => Math.Sin(.2 * step) + (.5 * Math.Sin(.311 * step))));

    private static TimeSeries Products()
    {
        var input = Input(300).Values.ToArray();
        return TimeSeries.Of(input.Select((value, step) => value * input[Math.Max(0, step - 3)]));
    }

    private static EchoStateNetwork Network(EchoStateOptions options, CompressedRows input)
    {
        var values = Enumerable.Range(0, Units * Units).Select(k => (float)(((7919 * k % 1000 / 1000.0) - .5) * .5)).ToArray();
        var recurrent = new CompressedRows(Units, [.. Enumerable.Range(0, Units + 1).Select(row => row * Units)], [.. Enumerable.Range(0, Units * Units).Select(k => k % Units)], values);
        float[] bias = [.. Enumerable.Range(0, Units).Select(unit => (float)(((1299709L * unit % 1000 / 1000.0) - .5) * .2))];
        return new EchoStateNetwork(options, recurrent, input, bias, new RandomStream(1, "network"));
    }

    private static CompressedRows Formula(long factor, double scale) =>
        new(1, [.. Enumerable.Range(0, Units + 1)], new int[Units], [.. Enumerable.Range(0, Units).Select(unit => (float)(((factor * unit % 1000 / 1000.0) - .5) * scale))]);

    private static void Close(double[] expected, double[] actual, double tolerance) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < tolerance);

    private sealed class Constant : IReservoir
    {
        private readonly float[] _state = [1];

        public int Units => 1;

        public int Inputs => 1;

        public void Reset()
        {
        }

        public ReadOnlySpan<float> Step(ReadOnlySpan<double> input) => _state;
    }
}
