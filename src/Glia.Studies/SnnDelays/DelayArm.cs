using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.SnnDelays;

/// <summary>A method on a data set.</summary>
/// <param name="Method">What is done about delays.</param>
/// <param name="Task">The data.</param>
/// <param name="Hidden">Units of a hidden layer, before the number of parameters is evened out.</param>
/// <param name="FanIn">Synapses of a unit on average, drawn once at random; 0 for all.</param>
public sealed record DelayArm(DelayMethod Method, DelayTask Task, int Hidden, int FanIn = 0) : Arm
{
    private const double Memoryless = 1.005;
    private const double CommandTau = 1.5;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant($"{Label}{DataOf(Task)}, H={Hidden}");

    /// <summary>The method in words, without the data.</summary>
    [JsonIgnore]
    public string Label => NameOf(Method) + (FanIn > 0 ? FormattableString.Invariant($", {FanIn} synapses a unit") : "");

    /// <summary>Whether positions have gradients.</summary>
    [JsonIgnore]
    public bool Learns => Method is DelayMethod.Learned or DelayMethod.LearnedToTheEnd or DelayMethod.ConstantSigma;

    /// <summary>Whether synapses have delays, learned or not.</summary>
    [JsonIgnore]
    public bool Delays => Learns || Method is DelayMethod.FixedRandom or DelayMethod.FixedEqualParameters;

    /// <summary>Whether positions are rounded and frozen for the last quarter of the epochs.</summary>
    [JsonIgnore]
    public bool RoundsBeforeTheEnd => Method is DelayMethod.Learned or DelayMethod.ConstantSigma;

    /// <summary>Membrane time constant in steps; 1.005 keeps 0.5 % a step.</summary>
    [JsonIgnore]
    public double Tau => Method switch
    {
        DelayMethod.NoneTau5 or DelayMethod.Recurrent => 5,
        DelayMethod.NoneTau10 => 10,
        _ => Task is DelayTask.SpikingCommands or DelayTask.SpeechCommands ? CommandTau : Memoryless,
    };

    internal static string NameOf(DelayMethod method, DelayTask task, int hidden, int fanIn = 0) => new DelayArm(method, task, hidden, fanIn).Name;

    private static string NameOf(DelayMethod method) => method switch
    {
        DelayMethod.None => "no delays",
        DelayMethod.NoneEqualParameters => "no delays, equal parameters",
        DelayMethod.NoneTau5 => "no delays, τ=5 steps",
        DelayMethod.NoneTau10 => "no delays, τ=10 steps",
        DelayMethod.Recurrent => "recurrent, τ=5 steps",
        DelayMethod.FixedRandom => "fixed random",
        DelayMethod.FixedEqualParameters => "fixed random, equal parameters",
        DelayMethod.LearnedToTheEnd => "learned to the end, then rounded",
        DelayMethod.ConstantSigma => "learned, constant σ",
        _ => "learned",
    };

    private static string DataOf(DelayTask task) => task switch
    {
        DelayTask.Patterns => "",
        DelayTask.SpokenDigits => ", digits",
        DelayTask.FreeSpokenDigits => ", FSDD",
        DelayTask.Heidelberg => ", SHD",
        DelayTask.SpikingCommands => ", SSC",
        _ => ", GSC",
    };
}
