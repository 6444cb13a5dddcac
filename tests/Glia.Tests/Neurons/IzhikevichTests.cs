using Glia.Neurons;

namespace Glia.Tests.Neurons;

/// <summary>The published firing patterns, each under the current of the paper's figure (times in milliseconds).</summary>
public sealed class IzhikevichTests
{
    [Theory]
    [InlineData("regular spiking", 12)]
    [InlineData("intrinsically bursting", 18)]
    [InlineData("chattering", 43)]
    [InlineData("fast spiking", 62)]
    [InlineData("low-threshold spiking", 39)]
    public void Cortical_neurons_fire_so_often_in_half_a_second(string preset, int spikes) =>
        Assert.Equal(spikes, Fire(preset, t => t > 50 ? 10 : 0, 550).Count);

    [Theory]
    [InlineData("tonic spiking", 14, 10, 110, 5)]
    [InlineData("phasic spiking", 0.5, 20, 220, 1)]
    [InlineData("tonic bursting", 15, 22, 220, 29)]
    [InlineData("phasic bursting", 0.6, 20, 220, 7)]
    [InlineData("mixed mode", 10, 16, 160, 6)]
    [InlineData("spike frequency adaptation", 30, 8.5, 85, 6)]
    public void A_step_of_current_brings_out_the_pattern(string preset, double current, double onset, double end, int spikes) =>
        Assert.Equal(spikes, Fire(preset, t => t > onset ? current : 0, end).Count);

    [Fact]
    public void Regular_and_fast_spiking_differ_in_adaptation()
    {
        var regular = Intervals(Fire("regular spiking", t => t > 50 ? 10 : 0, 550));
        var fast = Intervals(Fire("fast spiking", t => t > 50 ? 10 : 0, 550));
        Assert.True(regular[^1] > 2 * regular[0], "Regular spiking slows down.");
        Assert.All(regular[1..], interval => Assert.InRange(interval, 45, 46));
        Assert.All(fast[2..], interval => Assert.InRange(interval, 7.5, 8.5));
    }

    [Fact]
    public void Chattering_and_tonic_bursting_are_short_intervals_between_long_ones()
    {
        var intervals = Intervals(Fire("chattering", t => t > 50 ? 10 : 0, 550));
        Assert.Equal(7, intervals.Count(i => i > 40));
        Assert.Equal(35, intervals.Count(i => i < 10));
        Assert.Equal(3, Intervals(Fire("tonic bursting", t => t > 22 ? 15 : 0, 220)).Count(i => i > 30));
    }

    [Fact]
    public void Mixed_mode_and_intrinsic_bursting_begin_with_a_burst_and_go_on_singly()
    {
        foreach (var preset in new[] { "mixed mode", "intrinsically bursting" })
        {
            var intervals = Intervals(Fire(preset, t => t > 16 ? 10 : 0, 300));
            Assert.All(intervals[..2], interval => Assert.InRange(interval, 2, 6));
            Assert.All(intervals[3..], interval => Assert.InRange(interval, 25, 40));
        }
    }

    [Fact]
    public void Class_1_begins_slowly_under_a_ramp_and_class_2_fast()
    {
        var first = Fire("class 1", t => t > 30 ? 0.075 * (t - 30) : 0, 300);
        var second = Fire("class 2", t => t > 30 ? -0.5 + (0.015 * (t - 30)) : -0.5, 300);
        Assert.Equal(10, first.Count);
        Assert.Equal(16, second.Count);
        Assert.True(Intervals(first)[0] > 2 * Intervals(second)[0]);
    }

    [Fact]
    public void A_short_pulse_makes_a_late_spike_or_a_ringing_membrane()
    {
        Assert.Equal([16.25], Fire("spike latency", t => t is > 10 and < 13.5 ? 7.04 : 0, 100));
        Assert.Equal([26.5], Fire("subthreshold oscillation", t => t is > 20 and < 25 ? 2 : 0, 200));
        Assert.Equal([11.75], Fire("depolarizing after-potential", t => t is > 9 and < 11 ? 20 : 0, 50));
    }

    [Fact]
    public void A_resonator_picks_the_interval_of_pulses_and_an_integrator_the_close_pair()
    {
        Assert.Single(Fire("resonator", t => t is (> 40 and < 44) or (> 60 and < 64) or (> 280 and < 284) or (> 320 and < 324) ? 0.65 : 0, 400), t => t > 320);
        Assert.Equal([20.0], Fire("integrator", t => t is (> 9.1 and < 11.1) or (> 14.1 and < 16.1) or (> 70 and < 72) or (> 80 and < 82) ? 9 : 0, 100));
    }

    [Fact]
    public void Inhibition_is_followed_by_a_spike_a_burst_or_a_lower_threshold()
    {
        Func<double, double> inhibition = t => t is > 20 and < 25 ? -15 : 0;
        Assert.Equal([63.25], Fire("rebound spike", inhibition, 200));
        Assert.Equal(10, Fire("rebound burst", inhibition, 200).Count);
        Assert.Equal([93.0], Fire("threshold variability", t => t is (> 10 and < 15) or (> 80 and < 85) ? 1 : t is > 70 and < 75 ? -6 : 0, 100));
        Assert.Equal(3, Fire("thalamo-cortical", t => t < 200 ? -10 : 0, 400).Count);
    }

    [Fact]
    public void A_pulse_switches_the_bistable_neuron_on()
    {
        var spikes = Fire("bistability", t => t is (> 37.5 and < 42.5) or (> 216 and < 221) ? 1.24 : 0.24, 300);
        Assert.Equal(7, spikes.Count);
        Assert.True(spikes[0] > 37.5);
    }

    [Fact]
    public void Less_current_makes_the_inhibition_induced_neurons_fire()
    {
        Func<double, double> current = t => t is < 50 or > 250 ? 80 : 75;
        Assert.Equal([93.75, 154.75, 214.75, 256.5], Fire("inhibition-induced spiking", current, 350));
        Assert.Equal(85.5, Fire("inhibition-induced bursting", current, 120)[0]);
    }

    [Fact]
    public void The_cortical_resonator_rings_at_its_frequency_and_accommodation_fires_to_the_plain_recovery()
    {
        Assert.Equal(20, Fire("resonator (cortical)", t => t > 50 ? 1 : 0, 550).Count);
        Assert.InRange(Fire("accommodation", t => t < 200 ? t / 25 : 0, 200).Count, 30, 60);
    }

    [Fact]
    public void At_rest_no_preset_fires()
    {
        foreach (var preset in new[] { "regular spiking", "chattering", "fast spiking", "low-threshold spiking", "thalamo-cortical", "resonator (cortical)", "tonic spiking", "resonator" })
        {
            Assert.Empty(Fire(preset, _ => 0, 300));
        }
    }

    private static List<double> Fire(string preset, Func<double, double> current, double milliseconds)
    {
        var model = IzhikevichPresets.All[preset];
        var steps = (int)(milliseconds / model.StepMs);
        var input = Enumerable.Range(0, steps).Select(n => (float)current(n * model.StepMs)).ToArray();
        var spikes = new float[steps];
        new NeuronPopulation(model, 1).Run(input, spikes, steps);
        return [.. Enumerable.Range(0, steps).Where(n => spikes[n] > 0).Select(n => n * model.StepMs)];
    }

    private static double[] Intervals(List<double> times) => [.. times.Zip(times.Skip(1), (a, b) => b - a)];
}
