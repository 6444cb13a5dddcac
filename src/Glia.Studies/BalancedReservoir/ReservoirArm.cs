using System.Text.Json.Serialization;
using Glia.Lab.Studies;

namespace Glia.Studies.BalancedReservoir;

/// <summary>A method with its parameter, and the setting of the reservoir.</summary>
/// <param name="Method">How the reservoir gets its balance.</param>
/// <param name="Parameter">What the method is tuned by.</param>
/// <param name="Slope">c, steepness of the sigmoid; 0 for echo-state networks.</param>
/// <param name="InputFraction">f_in, share of neurons with input.</param>
/// <param name="InputScaling">σ_in, size of the input weights.</param>
public sealed record ReservoirArm(ReservoirMethod Method, double Parameter, double Slope, double InputFraction, double InputScaling) : Arm
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => FormattableString.Invariant($"{Method} {Parameter}, c={Slope}, f={InputFraction}, σ={InputScaling}");
}
