namespace Glia.Neurons;

/// <summary>Constants of one neuron of Izhikevich's model, of which the forms of 2003 and 2007 are special cases.</summary>
/// <remarks>C v' = α v² + β v + γ − u + I; u' = a (b (v − v_r) − u); where v reaches the peak the neuron fires, v ← c and u ← u + d. Times in milliseconds.</remarks>
/// <param name="Capacitance">C, above 0: 1 in the form of 2003, whose currents are in mV/ms; in pF in that of 2007, whose currents are in pA.</param>
/// <param name="Quadratic">α.</param>
/// <param name="Linear">β.</param>
/// <param name="Constant">γ.</param>
/// <param name="RecoveryRate">a, per millisecond.</param>
/// <param name="RecoverySlope">b.</param>
/// <param name="RestingMembrane">v_r, where the recovery is 0; in mV.</param>
/// <param name="ResetMembrane">c, in mV, below the peak.</param>
/// <param name="RecoveryJump">d.</param>
/// <param name="Peak">Membrane at the top of a spike, in mV.</param>
public readonly record struct IzhikevichConstants(
    double Capacitance,
    double Quadratic,
    double Linear,
    double Constant,
    double RecoveryRate,
    double RecoverySlope,
    double RestingMembrane,
    double ResetMembrane,
    double RecoveryJump,
    double Peak)
{
    /// <summary>The form without units: v' = 0.04 v² + 5 v + 140 − u + I; u' = a (b v − u); peak at 30 mV.</summary>
    /// <remarks>Izhikevich, "Simple model of spiking neurons", IEEE Trans. Neural Networks 14, 2003.</remarks>
    public static IzhikevichConstants Of2003(double a, double b, double c, double d) => new(1, 0.04, 5, 140, a, b, 0, c, d, 30);

    /// <summary>The form in physical units: C v' = k (v − v_r)(v − v_t) − u + I; u' = a (b (v − v_r) − u).</summary>
    /// <remarks>Izhikevich, "Dynamical systems in neuroscience", 2007. The defaults are those of the reservoirs of Nicola and Clopath, Nature Communications 8, 2017.</remarks>
    /// <param name="capacitance">C in pF.</param>
    /// <param name="gain">k in nS/mV.</param>
    /// <param name="rest">v_r in mV.</param>
    /// <param name="threshold">v_t in mV.</param>
    /// <param name="a">a per millisecond.</param>
    /// <param name="b">b in nS.</param>
    /// <param name="c">c in mV.</param>
    /// <param name="d">d in pA.</param>
    /// <param name="peak">In mV.</param>
    public static IzhikevichConstants Of2007(
        double capacitance = 250, double gain = 2.5, double rest = -60, double threshold = -20, double a = 0.01, double b = 0, double c = -65, double d = 200, double peak = 30) =>
        new(capacitance, gain, -gain * (rest + threshold), gain * rest * threshold, a, b, rest, c, d, peak);
}
