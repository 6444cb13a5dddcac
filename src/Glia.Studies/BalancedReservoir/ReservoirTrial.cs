using Glia.Lab.Trials;
using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Studies.BalancedReservoir;

/// <summary>Draws one reservoir, balances it by a method on each task's input, and measures it on the task.</summary>
internal sealed class ReservoirTrial(ReservoirArm arm, BalancedReservoirOptions options, TrialContext context)
{
    private const int Washout = 200;
    private const int FreeSteps = 84;
    private const int FreeRuns = 50;
    private const double FirstStageRate = 3e-3;
    private const double SecondStageRate = 1e-3;
    private const double EchoStateBias = 0.2;

    private readonly Dictionary<string, double> _metrics = [];

    public TrialResult Run()
    {
        var tasks = 2 + (options.ChaoticSeries ? 2 : 0) + (options.Series.Length > 0 ? 1 : 0);
        MeasureMemory();
        context.Step(1, tasks);
        MeasureNarma();
        context.Step(2, tasks);
        if (options.ChaoticSeries)
        {
            MeasureMackeyGlass();
            context.Step(3, tasks);
            MeasureLorenz();
            context.Step(4, tasks);
        }

        if (options.Series.Length > 0)
        {
            MeasureOwnSeries();
        }

        return new TrialResult { Metrics = _metrics };
    }

    private void MeasureMemory()
    {
        var input = TimeSeries.Of(Uniform(context.Stream("adaptation"), options.TrainSteps));
        var reservoir = Balanced(input, report: true);
        var setting = new MemoryCapacityOptions { Delays = options.Delays, Washout = Washout, TrainSteps = options.TrainSteps, TestSteps = options.TestSteps, Penalty = options.Penalty };
        var capacity = MemoryCapacity.ByDelay(reservoir, context.Stream("memory"), setting);
        _metrics["memory"] = capacity.Sum();
        _metrics["memory beyond half of the delays"] = capacity.Skip(capacity.Length / 2).Sum();
        if (reservoir is ExcitatoryInhibitoryReservoir balanced)
        {
            var report = BalanceReport.Of(balanced, input, Washout);
            _metrics["inhibition over excitation"] = report.Ratio;
            _metrics["mean rate"] = report.MeanRates.Average();
            _metrics["rate deviation"] = Targets() is { } targets ? report.Deviation(targets) : 0;
            _metrics["saturated or silent"] = report.SaturatedShare + report.SilentShare;
        }
    }

    private void MeasureNarma()
    {
        var (input, output) = Narma.Draw(options.TrainSteps + options.TestSteps + 1, NarmaOrder.Ten, context.Stream("narma"));
        _metrics["narma"] = Nrmse(TimeSeries.Of(input.SkipLast(1).Select(value => (4 * value) - 1)), TimeSeries.Of(output.Skip(1)));
    }

    private void MeasureLorenz()
    {
        var series = Lorenz.Series(options.TrainSteps + options.TestSteps, discarded: 5000 + context.Stream("lorenz").NextInt(3000));
        _metrics["lorenz"] = Nrmse(Normalised(series.Channel(0)), TimeSeries.Of(series.Channel(2)));
    }

    private void MeasureOwnSeries()
    {
        var series = Normalised(NumberFile.Read(options.Series, options.TrainSteps + 300));
        _metrics["series"] = Nrmse(series.Slice(0, series.Steps - 1), series.Slice(1, series.Steps - 1));
    }

    // Free runs from many places of the test series: after so many steps, how far is the forecast?
    private void MeasureMackeyGlass()
    {
        var values = MackeyGlass.Series(options.TrainSteps + options.TestSteps + 1, discarded: 1000 + context.Stream("mackey-glass").NextInt(3000));
        var series = Normalised(values);
        var train = series.Slice(0, options.TrainSteps);
        var model = Model(train);
        model.Fit(train, series.Slice(1, options.TrainSteps));
        var (targets, forecasts) = (new List<double>(), new List<double>());
        for (var run = 0; run < FreeRuns; run++)
        {
            var start = options.TrainSteps + (run * (options.TestSteps - FreeSteps) / FreeRuns);
            model.Reset();
            _ = model.Predict(series.Slice(start - Washout, Washout));
            forecasts.Add(model.Generate(series[start], FreeSteps)[FreeSteps - 1][0]);
            targets.Add(series[start + FreeSteps][0]);
        }

        _metrics["mackey-glass"] = Math.Sqrt(targets.Zip(forecasts, (t, f) => (t - f) * (t - f)).Average()) / MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(series.Values.ToArray());
    }

    private double Nrmse(TimeSeries input, TimeSeries target)
    {
        var train = input.Slice(0, options.TrainSteps);
        var model = Model(train);
        model.Fit(train, target.Slice(0, options.TrainSteps));
        var rest = input.Steps - options.TrainSteps;
        return SeriesMetrics.Nrmse(target.Slice(options.TrainSteps, rest), model.Predict(input.Slice(options.TrainSteps, rest)));
    }

    private ReservoirModel Model(TimeSeries input) => new(Balanced(input, report: false), new ReservoirModelOptions { Washout = Washout, Penalties = [options.Penalty] });

    // Centred, and within [−1, 1] over the training steps.
    private TimeSeries Normalised(double[] values)
    {
        var mean = values.Take(options.TrainSteps).Average();
        var most = values.Take(options.TrainSteps).Max(value => Math.Abs(value - mean));
        return TimeSeries.Of(values.Select(value => (value - mean) / most));
    }

    private IReservoir Balanced(TimeSeries input, bool report)
    {
        if (arm.Method == ReservoirMethod.EchoState)
        {
            var echo = new EchoStateOptions
            {
                Units = options.Units,
                Connectivity = options.Degree / options.Units,
                SpectralRadius = arm.Parameter,
                InputConnectivity = arm.InputFraction,
                InputScaling = arm.InputScaling,
                BiasScaling = EchoStateBias,
            };
            return new EchoStateNetwork(1, echo, context.Stream("reservoir"));
        }

        var drawn = Drawn(arm.Method == ReservoirMethod.GlobalBalance ? arm.Parameter : 0);
        if (arm.Method == ReservoirMethod.GlobalBalance)
        {
            return drawn;
        }

        var targets = Targets()!;
        AdaptationStage[] stages = [new(options.AdaptationSteps, FirstStageRate), new(options.AdaptationSteps, SecondStageRate)];
        if (arm.Method == ReservoirMethod.IntrinsicPlasticity)
        {
            return IntrinsicPlasticity.Adapt(drawn, input, targets, stages);
        }

        var result = arm.Method == ReservoirMethod.OneStep
            ? OneStepInhibition.Design(drawn, [input.Values.ToArray().Average()], targets)
            : InhibitoryHomeostasis.Adapt(drawn, input, targets, new InhibitoryHomeostasisOptions { Stages = stages });
        if (report)
        {
            _metrics["clamped neurons"] = result.Clamped.Count;
            _metrics["neurons without inhibition"] = result.Unconnected.Count;
        }

        return arm.Method == ReservoirMethod.MeanOfLocal ? WithMeanFactor(drawn, result) : result.Reservoir;
    }

    private static ExcitatoryInhibitoryReservoir WithMeanFactor(ExcitatoryInhibitoryReservoir drawn, InhibitionResult result)
    {
        var mean = result.Factors.Where((_, neuron) => !result.Unconnected.Contains(neuron)).Average();
        return drawn.ScaleInhibition([.. Enumerable.Repeat(mean, drawn.Units)]);
    }

    private ExcitatoryInhibitoryReservoir Drawn(double balance) => new(1, new ExcitatoryInhibitoryOptions
    {
        Units = options.Units,
        Degree = options.Degree,
        SigmoidSlope = arm.Slope,
        InputFraction = arm.InputFraction,
        InputScaling = arm.InputScaling,
        BalanceShift = balance,
    }, context.Stream("reservoir"));

    private TargetRates? Targets() => arm.Method switch
    {
        ReservoirMethod.GlobalBalance or ReservoirMethod.EchoState => null,
        ReservoirMethod.LocalHeterogeneous => TargetRates.Beta(options.Units, 2, arm.Parameter, context.Stream("target rates")),
        _ => TargetRates.Constant(options.Units, arm.Parameter),
    };

    private static IEnumerable<double> Uniform(RandomStream random, int count) => Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1);
}
