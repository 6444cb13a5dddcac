namespace Glia.Simulation.Kernels;

/// <summary>The constants of one exact step of a membrane with two exponential currents: the exponential of a matrix of three variables.</summary>
/// <param name="MembraneDecay">e_m.</param>
/// <param name="Drift">E_l (1 − e_m).</param>
/// <param name="ExcitatoryDecay">e_e.</param>
/// <param name="InhibitoryDecay">e_i.</param>
/// <param name="ExcitatoryGain">What a g_e of 1 adds to the membrane in a step.</param>
/// <param name="InhibitoryGain">What a g_i of 1 adds to the membrane in a step.</param>
internal readonly record struct CurrentLifStep(double MembraneDecay, double Drift, double ExcitatoryDecay, double InhibitoryDecay, double ExcitatoryGain, double InhibitoryGain)
{
    public static CurrentLifStep Of(CurrentLif model, double stepMs)
    {
        var decay = Math.Exp(-stepMs / model.MembraneTauMs);
        return new CurrentLifStep(
            decay, model.LeakMv * (1 - decay), Math.Exp(-stepMs / model.ExcitatoryTauMs), Math.Exp(-stepMs / model.InhibitoryTauMs),
            Gain(model.ExcitatoryTauMs, model.MembraneTauMs, stepMs), Gain(model.InhibitoryTauMs, model.MembraneTauMs, stepMs));
    }

    // (e_s − e_m) τ_s/(τ_s − τ_m), written so that nothing cancels, also where both time constants are equal: x = dt (1/τ_m − 1/τ_s), gain = (dt/τ_m) e_m (e^x − 1)/x.
    private static double Gain(double synapse, double membrane, double step)
    {
        var x = step * ((1 / membrane) - (1 / synapse));
        var ratio = Math.Abs(x) < 1e-5 ? 1 + (x / 2) + (x * x / 6) : (Math.Exp(x) - 1) / x;
        return step / membrane * Math.Exp(-step / membrane) * ratio;
    }
}
