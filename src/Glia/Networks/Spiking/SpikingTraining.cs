namespace Glia.Networks.Spiking;

/// <summary>The neurons of a spiking network, for how long they run, and how errors are told to them.</summary>
public abstract record SpikingTraining
{
    private protected SpikingTraining()
    {
    }

    /// <summary>Time steps T for which an input is shown.</summary>
    public int Steps { get; init; }

    /// <summary>Whether each hidden layer's threshold is a parameter.</summary>
    internal virtual bool LearnsThresholds => false;

    /// <summary>Threshold of the neurons before training.</summary>
    internal abstract double InitialThreshold { get; }

    internal abstract SpikingBatch CreateBatch(SpikingPerceptron network, int capacity);

    internal virtual void Validate() => Require(Steps >= 1, nameof(Steps), Steps, "at least 1");

    private protected void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name}.{name} must be {expected}.");
        }
    }
}
