using Glia.Reservoirs;

namespace Glia.Tests.Reservoirs;

public sealed class SeriesMetricsTests
{
    private static readonly TimeSeries Targets = TimeSeries.Of([1, 2, 3, 4, 6]);
    private static readonly TimeSeries Predictions = TimeSeries.Of([1.5, 2, 2.5, 4, 7]);

    [Fact]
    public void Errors_are_root_mean_squares_over_what_their_names_say()
    {
        // Squared errors .25, 0, .25, 0, 1: mean .3; variance of the targets 2.96, mean 3.2, range 5, quartiles 2 and 4.
        var root = Math.Sqrt(.3);
        Assert.Equal(root / Math.Sqrt(2.96), SeriesMetrics.Nrmse(Targets, Predictions), 1e-12);
        Assert.Equal(root / 2.96, SeriesMetrics.RmseOverVariance(Targets, Predictions), 1e-12);
        Assert.Equal(root / 5, SeriesMetrics.RmseOverRange(Targets, Predictions), 1e-12);
        Assert.Equal(root / 3.2, SeriesMetrics.RmseOverMean(Targets, Predictions), 1e-12);
        Assert.Equal(root / 2, SeriesMetrics.RmseOverQuartiles(Targets, Predictions), 1e-12);
        Assert.Equal(1 - (.3 / 2.96), SeriesMetrics.RSquared(Targets, Predictions), 1e-12);
        Assert.Equal(0, SeriesMetrics.RSquared(Targets, TimeSeries.Of(Enumerable.Repeat(3.2, 5))), 1e-12);
    }

    [Fact]
    public void A_forecast_is_valid_until_its_first_large_error()
    {
        double Time(params double[] forecast) => SeriesMetrics.ValidPredictionTime(Targets, TimeSeries.Of(forecast), stepTime: .5, lyapunovExponent: 2, threshold: .4);
        Assert.Equal(5, Time(1, 2, 3, 4, 6));
        Assert.Equal(3, Time(1, 2, 3, 4 + (.41 * Math.Sqrt(2.96)), 6));
        Assert.Equal(5, Time(1, 2, 3, 4 + (.39 * Math.Sqrt(2.96)), 6));
    }

    [Fact]
    public void Series_that_differ_or_do_not_vary_have_no_error()
    {
        Assert.Contains("of one size", Assert.Throws<ArgumentException>(() => SeriesMetrics.Nrmse(Targets, TimeSeries.Of([1, 2]))).Message);
        var constant = TimeSeries.Of([2, 2, 2, 2, 2]);
        Assert.Contains("standard deviation is 0", Assert.Throws<ArgumentException>(() => SeriesMetrics.Nrmse(constant, Predictions)).Message);
    }
}
