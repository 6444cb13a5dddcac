using Glia.Random;
using Glia.Simulation.Models;
using Glia.Spikes;

namespace Glia.Tests.Simulation;

/// <summary>The ready networks behave as their papers say, in reduced size.</summary>
public sealed class ModelTests
{
    [Fact]
    public void The_conductance_based_network_keeps_itself_up_and_fires_irregularly()
    {
        var model = new VogelsAbbottCoba().Build<float>(new RandomStream(1, "coba"));
        model.Network.Run(500);
        var spikes = model.Network.RecordSpikes(model.Cells);
        model.Network.Run(1000);
        Assert.InRange(spikes.Count / 4000.0, 5, 40);
        Assert.True(Variation(spikes.ToTrains()) > .7);
    }

    [Fact]
    public void The_threshold_rate_of_Brunel_is_that_of_the_paper() => Assert.Equal(10, new BrunelNetwork().ThresholdRateHz, 1e-12);

    [Fact]
    public void The_regimes_of_Brunel_differ_as_they_should()
    {
        var (synchronousRegular, fast, asynchronous, slow) = (Measure(3, 2), Measure(6, 4), Measure(5, 2), Measure(4.5, .9));

        // Regular cells against irregular ones; a population that beats against one that does not; inhibition that dominates against excitation that does.
        Assert.True(synchronousRegular.Variation < .5, $"SR: CV {synchronousRegular.Variation}");
        Assert.All([fast, asynchronous, slow], regime => Assert.True(regime.Variation > .5, $"CV {regime.Variation}"));
        Assert.True(synchronousRegular.Rate > 2 * fast.Rate && synchronousRegular.Rate > 3 * asynchronous.Rate, $"{synchronousRegular.Rate}, {fast.Rate}, {asynchronous.Rate}");
        Assert.True(slow.Rate < asynchronous.Rate, $"{slow.Rate}, {asynchronous.Rate}");
        Assert.True(synchronousRegular.Synchrony > 3 * asynchronous.Synchrony, $"{synchronousRegular.Synchrony}, {asynchronous.Synchrony}");
        Assert.True(fast.Synchrony > asynchronous.Synchrony, $"{fast.Synchrony}, {asynchronous.Synchrony}");
    }

    private static (double Rate, double Variation, double Synchrony) Measure(double inhibition, double ratio)
    {
        var model = new BrunelNetwork { Size = .4, Inhibition = inhibition, ExternalRatio = ratio }.Build<float>(new RandomStream(1, "brunel"));
        model.Network.Run(200);
        var (spikes, rate) = (model.Network.RecordSpikes(model.Cells), model.Network.RecordRate(model.Cells, .5));
        model.Network.Run(600);
        return (rate.MeanHz, Variation(spikes.ToTrains()), PopulationSynchrony.Chi(spikes.ToTrains(), 500));
    }

    private static double Variation(SpikeTrains trains) =>
        trains.ByUnit().Where(train => train.Length > 5).Select(train => SpikeStatistics.CoefficientOfVariation(train.Span)).DefaultIfEmpty(double.NaN).Average();
}
