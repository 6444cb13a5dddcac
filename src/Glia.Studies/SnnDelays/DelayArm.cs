using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.SnnDelays;

/// <summary>A method on a data set.</summary>
/// <param name="Method">What is done about delays.</param>
/// <param name="Task">The data.</param>
/// <param name="Hidden">Units of a hidden layer, before the number of parameters is evened out.</param>
public sealed record DelayArm(DelayMethod Method, DelayTask Task, int Hidden) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => NameOf(Method, Task, Hidden);

    /// <summary>Whether positions have gradients.</summary>
    [JsonIgnore]
    public bool Learns => Method is DelayMethod.Learned or DelayMethod.LearnedToTheEnd or DelayMethod.ConstantSigma;

    /// <summary>Whether positions are rounded and frozen for the last quarter of the epochs.</summary>
    [JsonIgnore]
    public bool RoundsBeforeTheEnd => Method is DelayMethod.Learned or DelayMethod.ConstantSigma;

    /// <summary>Membrane time constant in steps; 1.005 keeps 0.5 % a step.</summary>
    [JsonIgnore]
    public double Tau => Method switch
    {
        DelayMethod.NoneTau5 or DelayMethod.Recurrent => 5,
        DelayMethod.NoneTau10 => 10,
        _ => 1.005,
    };

    internal static string NameOf(DelayMethod method, DelayTask task, int hidden)
    {
        var name = method switch
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
        var data = task switch
        {
            DelayTask.Patterns => "",
            DelayTask.SpokenDigits => ", digits",
            _ => ", SHD",
        };
        return FormattableString.Invariant($"{name}{data}, H={hidden}");
    }
}
