namespace Glia.Reservoirs;

/// <summary>Constants of an echo-state network; defaults as in ReservoirPy.</summary>
public sealed record EchoStateOptions
{
    /// <summary>Number of units, N. Default 500.</summary>
    public int Units { get; init; } = 500;

    /// <summary>lr, above 0 and at most 1: what part of a state is new at every step. Default 1.</summary>
    public double LeakRate { get; init; } = 1;

    /// <summary>Largest |eigenvalue| of the recurrent weights, 0 or more; below 1 neither ensures that old input fades nor is needed for it. Default 1.</summary>
    public double SpectralRadius { get; init; } = 1;

    /// <summary>Probability of a recurrent connection, above 0 and at most 1. Default 0.1.</summary>
    public double Connectivity { get; init; } = 0.1;

    /// <summary>Probability of a connection from an input, above 0 and at most 1. Default 0.1.</summary>
    public double InputConnectivity { get; init; } = 0.1;

    /// <summary>Size of the input weights, which are + or − this. Default 1.</summary>
    public double InputScaling { get; init; } = 1;

    /// <summary>Input channels at the end that receive outputs fed back, 0 or more; see <see cref="ReservoirModelOptions.Feedback"/>. Default 0.</summary>
    public int FeedbackChannels { get; init; }

    /// <summary>Probability of a connection from a feedback channel, above 0 and at most 1. Default 0.1.</summary>
    public double FeedbackConnectivity { get; init; } = 0.1;

    /// <summary>Size of the feedback weights, which are + or − this. Default 1.</summary>
    public double FeedbackScaling { get; init; } = 1;

    /// <summary>Size of the biases, which are + or − this. Default 0.</summary>
    public double BiasScaling { get; init; }

    /// <summary>Standard deviation of noise that is added to the state at every step, 0 or more. Default 0.</summary>
    public double StateNoise { get; init; }

    /// <summary>What a unit makes of its input. Default tanh.</summary>
    public ReservoirActivation Activation { get; init; } = ReservoirActivation.Tanh;

    internal EchoStateOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        Require(LeakRate is > 0 and <= 1, nameof(LeakRate), LeakRate, "above 0 and at most 1");
        Require(SpectralRadius >= 0, nameof(SpectralRadius), SpectralRadius, "0 or more");
        Require(Connectivity is > 0 and <= 1, nameof(Connectivity), Connectivity, "above 0 and at most 1");
        Require(InputConnectivity is > 0 and <= 1, nameof(InputConnectivity), InputConnectivity, "above 0 and at most 1");
        Require(double.IsFinite(InputScaling), nameof(InputScaling), InputScaling, "finite");
        ArgumentOutOfRangeException.ThrowIfNegative(FeedbackChannels);
        Require(FeedbackConnectivity is > 0 and <= 1, nameof(FeedbackConnectivity), FeedbackConnectivity, "above 0 and at most 1");
        Require(double.IsFinite(FeedbackScaling), nameof(FeedbackScaling), FeedbackScaling, "finite");
        Require(double.IsFinite(BiasScaling), nameof(BiasScaling), BiasScaling, "finite");
        Require(StateNoise >= 0, nameof(StateNoise), StateNoise, "0 or more");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"EchoStateOptions.{name} must be {expected}; got {value}."));
        }
    }
}
