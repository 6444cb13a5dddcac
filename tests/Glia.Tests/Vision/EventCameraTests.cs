using Glia.Random;
using Glia.Spikes;
using Glia.Vision;

namespace Glia.Tests.Vision;

public sealed class EventCameraTests
{
    // A movie of one pixel whose brightness rises by a slope a step.
    private static Movie Ramp(double slope, int steps = 13) => new(steps, 1, 1, [.. Enumerable.Range(0, steps).Select(t => (float)(slope * t))]);

    private static CameraEvents Events(double slope, EventResidual residual = EventResidual.LastEvent, int refractory = 0) => EventCamera.Simulate(
        Ramp(slope), new EventCameraOptions { Selectivity = 1, Threshold = EventThreshold.Absolute, Residual = residual, RefractorySteps = refractory });

    [Theory]
    [InlineData(2.5, 12)]
    [InlineData(1.5, 6)]
    [InlineData(2, 6)]
    [InlineData(0.9, 0)]
    [InlineData(-2.5, 12)]
    [InlineData(-1.5, 6)]
    public void A_ramp_fires_each_step_every_other_step_or_never_by_its_slope(double slope, int count)
    {
        var events = Events(slope);
        Assert.Equal(count, events.Count);
        Assert.All(events.Polarities.ToArray(), polarity => Assert.Equal(slope > 0 ? 1 : 0, polarity));
        Assert.True(count == 0 || events.Times[0] == 1000);
    }

    [Fact]
    public void An_accumulated_residual_fires_in_proportion_to_the_slope_and_refractory_steps_are_silent()
    {
        Assert.InRange(Events(0.5, EventResidual.Accumulate).Count, 4, 6);
        Assert.Equal([1000, 4000, 7000, 10000], Events(2.5, refractory: 2).Times.ToArray());
    }

    [Fact]
    public void Event_rates_on_whitened_images_fall_with_selectivity_as_the_papers_table_does()
    {
        double[] selectivities = [0.1, 0.251, 0.631, 1.585, 3.98, 10];
        double[] paper = [0.406, 0.295, 0.144, 0.0337, 0.00203, 7.7e-5];
        var image = Whitening.Apply(DeadLeaves.Draw(new RandomStream(1, "leaves"), new DeadLeavesOptions { Size = 256, Leaves = 1000 }));
        var movie = ImageMovie.Film(image, EyeMovementPath.Saccadic(MotionClasses.Paper, 60, new RandomStream(1, "path")), 48, 48, new RandomStream(1, "film"));
        var rates = Array.ConvertAll(selectivities, selectivity => EventCamera.Rate(EventCamera.Simulate(movie, new EventCameraOptions { Selectivity = selectivity })));
        Assert.Equal(rates.OrderDescending(), rates);

        // The tail beyond three deviations belongs to the image, so it is compared no further.
        Assert.All(rates.Zip(paper).Take(4), pair => Assert.InRange(pair.First / pair.Second, 1 / 1.5, 1.5));
    }

    [Fact]
    public void Useless_rates_are_told_with_the_way_out_and_movies_that_are_not_finite_are_refused()
    {
        var image = Whitening.Apply(DeadLeaves.Draw(new RandomStream(1, "leaves"), new DeadLeavesOptions { Size = 128, Leaves = 300 }));
        var movie = ImageMovie.Film(image, EyeMovementPath.Constant(MotionClasses.Paper, 30, 0), 16, 16, new RandomStream(1, "film"));
        double With(double selectivity) => EventCamera.Rate(EventCamera.Simulate(movie, new EventCameraOptions { Selectivity = selectivity }));
        EventCamera.RequireUsefulRate(With(1));
        Assert.Contains("lower", Assert.Throws<ArgumentException>(() => EventCamera.RequireUsefulRate(With(20))).Message, StringComparison.Ordinal);
        Assert.Contains("raise", Assert.Throws<ArgumentException>(() => EventCamera.RequireUsefulRate(With(0.01))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EventCamera.Simulate(new Movie(2, 1, 1, [0, float.NaN])));
        Assert.Throws<ArgumentOutOfRangeException>(() => With(0));
    }
}
