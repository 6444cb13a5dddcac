namespace Glia.Studies.SnnDelays;

/// <summary>How wide a network must be to have as many parameters as one that learns its delays.</summary>
internal static class EqualParameters
{
    /// <summary>Returns the least width at which a network whose synapses have weights only has at least as many parameters as the arm's would have with learned delays.</summary>
    /// <param name="arm">The network that is widened; with random delays it has as many taps as the plan, with none it has one.</param>
    /// <param name="plan">Layers and taps.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Classes.</param>
    public static int Width(DelayArm arm, TrainingPlan plan, int inputs, int outputs)
    {
        long Synapses(int width)
        {
            long Into(int count, int units) => (long)(arm.FanIn > 0 ? Math.Min(arm.FanIn, count) : count) * units;
            return Into(inputs, width) + ((plan.Layers - 1) * Into(width, width)) + Into(width, outputs);
        }

        long Normalization(int width) => 2L * plan.Layers * width;
        var wanted = (2 * plan.Taps * Synapses(arm.Hidden)) + Normalization(arm.Hidden);
        var taps = arm.Delays ? plan.Taps : 1;
        var equal = arm.Hidden;
        while ((taps * Synapses(equal)) + Normalization(equal) < wanted)
        {
            equal++;
        }

        return equal;
    }
}
