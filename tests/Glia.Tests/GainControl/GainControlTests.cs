using Glia.GainControl;
using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Tests.GainControl;

public sealed class GainControlTests
{
    private const int Count = 36;
    private const int Adapter = 18;

    private static readonly RecurrentGainNetwork Network = Ring(0.7, 2);
    private static readonly StimulusEnsemble Uniform = StimulusEnsemble.Uniform(Count);
    private static readonly StimulusEnsemble Biased = StimulusEnsemble.WithAdapter(Count, Adapter, 0.3);

    [Fact]
    public void The_control_state_has_the_responses_of_an_independent_implementation()
    {
        Assert.Equal(1.05, Network.Drive[0, 0], 1e-9);
        Assert.Equal(0.273130, Network.Drive[0, 9], 1e-6);
        Assert.Equal(0.099787, Network.Drive[0, 18], 1e-6);
        Assert.Equal(0.7, Network.Radius(Network.ControlGains), 1e-10);
        var responses = Network.Respond(Network.ControlGains).Enumerate().ToList();
        Assert.Equal(2.485375, responses.Max(), 1e-6);
        Assert.Equal(0.693550, responses.Min(), 1e-6);
    }

    [Fact]
    public void The_set_point_is_the_same_for_all_neurons_of_a_ring_and_the_control_state_costs_the_same_under_any_ensemble()
    {
        var objective = new GainObjective(Network);
        Assert.All(objective.SetPoint, value => Assert.Equal(7.194527, value, 1e-6));
        var free = objective.SetPoint.Sum();
        Assert.Equal(41.793237, objective.Value(Network.ControlGains, Uniform) + free, 1e-6);
        Assert.Equal(41.793237, objective.Value(Network.ControlGains, Biased) + free, 1e-6);
    }

    [Fact]
    public void The_optimum_for_an_adapter_equals_that_of_an_independent_implementation()
    {
        var objective = new GainObjective(Network);
        var solution = GainAdaptation.Solve(objective, Biased);

        Assert.Equal(0.88212, solution.Gains[Adapter], 1e-5);
        Assert.Equal(0.92572, solution.Gains[Adapter + 3], 1e-5);
        Assert.Equal(1.00518, solution.Gains[Adapter + 6], 1e-5);
        Assert.Equal(1.04280, solution.Gains[Adapter + 9], 1e-5);
        Assert.Equal(1.03924, solution.Gains[0], 1e-5);
        Assert.Equal(-218.4977802, solution.Value, 1e-6);
        Assert.InRange(solution.LargestGradient, 0, 1e-6);

        var (before, after) = (Network.Respond(Network.ControlGains), Network.Respond(solution.Gains));
        Assert.Equal(0.8161, after[Adapter, Adapter] / before[Adapter, Adapter], 1e-4);
        Assert.Equal(0.9491, after[Adapter + 6, Adapter] / before[Adapter + 6, Adapter], 1e-4);
        Assert.Equal(0.9908, after[Adapter + 6, Adapter + 6] / before[Adapter + 6, Adapter + 6], 1e-4);
        Assert.Equal(1.1028, after[0, 0] / before[0, 0], 1e-4);
    }

    [Theory]
    [InlineData(0.6, 3, 0.3, 0.83, 0.97)]
    [InlineData(0.7, 2, 0.3, 1.06, 1.23)]
    [InlineData(0.7, 2, 0.5, 1.76, 2.03)]
    public void Preferences_move_away_from_the_adapter_as_in_an_independent_implementation(double strength, double concentration, double probability, double mean, double most)
    {
        var network = Ring(strength, concentration);
        var solution = GainAdaptation.Solve(new GainObjective(network), StimulusEnsemble.WithAdapter(Count, Adapter, probability));
        var (before, after) = (network.Respond(network.ControlGains), network.Respond(solution.Gains));
        var shifts = Enumerable.Range(0, Count)
            .Where(neuron => Math.Abs(neuron - Adapter) is >= 2 and <= 8)
            .Select(neuron => PreferredOrientation.Repulsion(PreferredOrientation.FromParabola(before.Row(neuron)), PreferredOrientation.FromParabola(after.Row(neuron)), 90))
            .ToList();

        Assert.Equal(mean, shifts.Average(), 0.02);
        Assert.Equal(most, shifts.Max(), 0.02);
    }

    [Theory]
    [InlineData(Fidelity.LinearReadout, ActivityCost.SquaredNorm)]
    [InlineData(Fidelity.LinearReadout, ActivityCost.AbsoluteSum)]
    [InlineData(Fidelity.GaussianInformation, ActivityCost.SquaredNorm)]
    [InlineData(Fidelity.GaussianInformation, ActivityCost.AbsoluteSum)]
    public void The_gradient_equals_central_differences(Fidelity fidelity, ActivityCost cost)
    {
        var random = new RandomStream(3, "gains");
        var drive = Matrix<double>.Build.Dense(7, 9, (_, _) => random.NextDouble());
        var weights = Matrix<double>.Build.Dense(7, 7, (_, _) => 0.2 * (random.NextDouble() - 0.4));
        var objective = new GainObjective(new RecurrentGainNetwork(drive, weights), new GainObjectiveOptions { Fidelity = fidelity, ActivityCost = cost, NoiseVariance = 0.3 });
        var ensemble = StimulusEnsemble.WithAdapter(9, 4, 0.4);
        var gains = Vector<double>.Build.Dense(7, neuron => 0.8 + (0.05 * neuron));
        var gradient = objective.Gradient(gains, ensemble);

        for (var neuron = 0; neuron < 7; neuron++)
        {
            var step = Vector<double>.Build.Dense(7, index => index == neuron ? 1e-5 : 0);
            Assert.Equal((objective.Value(gains + step, ensemble) - objective.Value(gains - step, ensemble)) / 2e-5, gradient[neuron], 1e-6);
        }
    }

    [Fact]
    public void Uniform_stimuli_leave_the_control_state_even_where_neurons_differ()
    {
        var drive = OrientationTuning.Drive([.. Enumerable.Range(0, Count).Select(neuron => 1 + (0.03 * neuron))], Count);
        var objective = new GainObjective(new RecurrentGainNetwork(drive, OrientationTuning.Connections(Count, 0.5, 2)));
        Assert.All(GainAdaptation.Solve(objective, Uniform).Gains, gain => Assert.Equal(1, gain, 1e-8));
    }

    [Fact]
    public void Without_connections_the_optimum_is_the_closed_form_and_preferences_stay()
    {
        var network = new RecurrentGainNetwork(Network.Drive, Matrix<double>.Build.Dense(Count, Count));
        var solution = GainAdaptation.Solve(new GainObjective(network), Biased);
        var (before, after) = (network.Respond(network.ControlGains), network.Respond(solution.Gains));
        for (var neuron = 0; neuron < Count; neuron++)
        {
            var squares = network.Drive.Row(neuron).PointwisePower(2);
            var expected = UncoupledGain.Optimum(squares.DotProduct(Vector<double>.Build.DenseOfEnumerable(Biased.Probabilities)), squares.Average());
            Assert.Equal(expected, solution.Gains[neuron], 1e-6);
            Assert.Equal(PreferredOrientation.FromParabola(before.Row(neuron)), PreferredOrientation.FromParabola(after.Row(neuron)), 1e-9);
        }

        var change = PopulationStatistics.Correlation(before, Biased) - PopulationStatistics.Correlation(after, Biased);
        Assert.Equal(0, change.InfinityNorm(), 1e-9);
        Assert.Equal(0.7777778, UncoupledGain.Optimum(0.8, 0.4), 1e-7);
    }

    [Fact]
    public void The_course_over_time_ends_in_the_steady_state_and_the_error_is_that_of_the_gains()
    {
        var gains = Vector<double>.Build.Dense(Count, neuron => 0.8 + (0.01 * neuron));
        var steady = Network.Respond(gains);
        var course = Network.Simulate(gains, 5, 2000, 0.1);
        Assert.Equal(0, (course.Column(1999) - steady.Column(5)).InfinityNorm(), 1e-10);

        var error = Network.Drive - (steady - (Network.Weights * steady));
        for (var neuron = 0; neuron < Count; neuron++)
        {
            Assert.Equal(steady[neuron, 7] * ((1 / gains[neuron]) - 1), error[neuron, 7], 1e-10);
        }
    }

    [Fact]
    public void Steps_after_single_stimuli_lead_to_the_optimum_of_their_ensemble()
    {
        var objective = new GainObjective(Network);
        var random = new RandomStream(1, "stimuli");
        var gains = Network.ControlGains;
        var sum = Vector<double>.Build.Dense(Count);
        for (var step = 0; step < 6000; step++)
        {
            var stimulus = random.NextDouble() < 0.3 ? Adapter : (Adapter + 1 + (int)(random.NextDouble() * (Count - 1))) % Count;
            gains = GainAdaptation.OnlineStep(objective, gains, stimulus, 0.001);
            sum += step >= 2000 ? gains / 4000 : gains * 0;
        }

        Assert.Equal(0, (sum - GainAdaptation.Solve(objective, Biased).Gains).InfinityNorm(), 0.02);
    }

    [Fact]
    public void Synapses_can_bring_the_covariance_back_with_gains_fixed()
    {
        var adapted = new RecurrentGainNetwork(Network.Drive, CovarianceMatching.Weights(Network, Biased, 1e-4));
        var target = PopulationStatistics.Covariance(Network.Respond(Network.ControlGains), Uniform);
        double Distance(RecurrentGainNetwork network) => (PopulationStatistics.Covariance(network.Respond(network.ControlGains), Biased) - target).FrobeniusNorm() / target.FrobeniusNorm();
        Assert.InRange(Distance(adapted), 0, 0.05 * Distance(Network));
    }

    [Fact]
    public void A_network_without_a_steady_state_is_refused_with_its_radius()
    {
        var error = Assert.Throws<ArgumentException>(() => Ring(1.05, 2));
        Assert.Contains("1.05", error.Message);
        Assert.Throws<ArgumentException>(() => Network.Respond(Network.ControlGains * 1.5));
        Assert.Throws<ArgumentException>(() => Network.Respond(Network.ControlGains * 0));
    }

    [Fact]
    public void Wrong_sizes_probabilities_and_numbers_are_refused_by_name()
    {
        Assert.Contains("sum to", Assert.Throws<ArgumentException>(() => new StimulusEnsemble([0.5, 0.6])).Message);
        Assert.Contains("stimulus 1", Assert.Throws<ArgumentException>(() => new StimulusEnsemble([1.1, -0.1])).Message);
        Assert.Contains("neuron 2", Assert.Throws<ArgumentException>(() => new RecurrentGainNetwork(Matrix<double>.Build.Dense(4, 4, (i, _) => i == 2 ? -1 : 1), Matrix<double>.Build.Dense(4, 4))).Message);
        Assert.Contains("8", Assert.Throws<ArgumentException>(() => PreferredOrientation.FromParabola(Vector<double>.Build.Dense(7))).Message);
        Assert.Throws<ArgumentException>(() => new GainObjective(Network).Value(Network.ControlGains, StimulusEnsemble.Uniform(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GainObjective(Network, new GainObjectiveOptions { GainWeight = 0 }));
    }

    [Fact]
    public void Preferred_orientations_are_found_between_the_points_of_the_grid()
    {
        var curve = Vector<double>.Build.Dense(36, stimulus => Math.Exp(2 * Math.Cos(2 * ((stimulus * Math.PI / 36) - 0.31))));
        Assert.Equal(0.31 * 180 / Math.PI, PreferredOrientation.FromParabola(curve), 0.02);
        Assert.Equal(0.31 * 180 / Math.PI, PreferredOrientation.FromVectorSum(curve), 1e-9);
        Assert.Equal(4, PreferredOrientation.Difference(178, 2), 1e-12);
        Assert.Equal(3, PreferredOrientation.Repulsion(2, 5, 178), 1e-12);
    }

    private static RecurrentGainNetwork Ring(double strength, double concentration) =>
        new(OrientationTuning.Drive([.. Enumerable.Repeat(1.5, Count)], Count), OrientationTuning.Connections(Count, strength, concentration));
}
