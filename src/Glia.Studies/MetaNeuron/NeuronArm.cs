using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.MetaNeuron;

/// <summary>A method on a task.</summary>
/// <param name="Method">What is learned or decided.</param>
/// <param name="Task">The two classes; none where the method draws its own trains.</param>
/// <param name="Tau">Initial membrane time constant in steps; 0 where the method has none.</param>
/// <param name="Patterns">Latency patterns of the tempotron; 0 otherwise.</param>
public sealed record NeuronArm(NeuronMethod Method, SpikeTask Task = SpikeTask.None, double Tau = 0, int Patterns = 0) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name
    {
        get
        {
            var what = Method switch
            {
                NeuronMethod.Weights => "weights only",
                NeuronMethod.WeightsAndConstants => "weights and constants",
                NeuronMethod.ConstantsOnly => "constants only",
                NeuronMethod.MetaWeights => "meta neuron, weights only",
                NeuronMethod.MetaWeightsAndConstants => "meta neuron, weights and constants",
                NeuronMethod.Counts => "logistic regression on counts",
                NeuronMethod.Tempotron => "tempotron, weights only",
                NeuronMethod.TempotronAndConstants => "tempotron, weights, τ and threshold",
                NeuronMethod.Stdp => "STDP, weights only",
                NeuronMethod.StdpAndConstants => "STDP, thresholds and τ",
                NeuronMethod.LongBursts => "complexity, trains that differ in bursts",
                NeuronMethod.LongRates => "complexity, trains that differ in rate",
                _ => "complexity and entropy rate",
            };
            var task = Task == SpikeTask.None ? "" : Task.ToString().ToLowerInvariant() + ", ";
            var tau = Tau > 0 ? FormattableString.Invariant($"τ₀={Tau}, ") : "";
            return task + tau + what + (Patterns > 0 ? $", {Patterns} patterns" : "");
        }
    }

    internal static string NameOf(NeuronMethod method, SpikeTask task, double tau = 0) => new NeuronArm(method, task, tau).Name;
}
