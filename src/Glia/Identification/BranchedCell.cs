using System.Runtime.Intrinsics;
using Glia.Neurons;
using Glia.Random;

namespace Glia.Identification;

/// <summary>A simulated neuron to fit models to: passive dendritic branches with AMPA, NMDA and GABA synapses on a spiking soma with adaptation.</summary>
/// <remarks>
/// <para>C v̇ₖ = −g_L (vₖ − E_L) − (g_A + g_N B(vₖ)) vₖ − g_G (vₖ + 80) − g_c (vₖ − v_s), B(v) = 1/(1 + e^(−0.062 v)/3.57); C = 40 pF, g_L = 2 nS, g_c = 6 nS, E_L = −70 mV.
/// C_s v̇_s = −g_Ls (v_s − E_L) − g_c Σ (v_s − vₖ), C_s = 200 pF, g_Ls = 10 nS; at v_s ≥ −50 mV + a a spike: v_s = −58 mV for 2 ms, a += 4 mV, which decays with 80 ms.
/// A spike adds 0.4 f nS of AMPA (2 ms) and NMDA of peak 0.6 f nS (rise 3 ms, decay 50 ms), or 1 nS of GABA (8 ms). Steps of 0.1 ms.</para>
/// <para>Glia's own stand-in for the NeuronIO data (Beniaguev, Segev, London 2021), whose detailed pyramidal cell takes 115 GB to carry: of the same form, and easier.
/// NMDA's voltage gate makes branches nonlinear; adaptation outlasts every synapse.</para>
/// </remarks>
public static class BranchedCell
{
    private const int StepsPerMs = 10;
    private const double StepMs = 1.0 / StepsPerMs;
    private const double Rest = -70;
    private const double ResetPotential = -58;
    private const double NmdaRiseMs = 3;
    private const double NmdaDecayMs = 50;
    private const int RefractorySteps = 2 * StepsPerMs;
    private static readonly double AmpaDecay = Math.Exp(-StepMs / 2);
    private static readonly double NmdaRise = Math.Exp(-StepMs / NmdaRiseMs);
    private static readonly double NmdaDecay = Math.Exp(-StepMs / NmdaDecayMs);
    private static readonly double GabaDecay = Math.Exp(-StepMs / 8);
    private static readonly double AdaptationDecay = Math.Exp(-StepMs / 80);

    /// <summary>Simulates one recording, with input drawn by <see cref="BranchedInput"/>.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="random">Stream of the input spikes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static NeuronRecording Simulate(BranchedCellOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        options.Validated();
        var inputs = BranchedInput.Draw(options, random);
        var soma = new float[options.DurationMs];
        var spikes = new List<int>();
        var padded = (options.Branches + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
        var (v, ampa, nmdaRise, nmdaDecay, gaba) = (new double[padded], new double[padded], new double[padded], new double[padded], new double[padded]);
        Array.Fill(v, Rest);
        var (ampaGain, nmdaGain) = (0.4 * options.ExcitatoryScale, 0.6 * options.ExcitatoryScale / NmdaPeak());
        var (potential, adaptation, refractory, next) = (Rest, 0.0, 0, 0);
        var times = inputs.Times;
        var units = inputs.Units;
        var excitatory = options.Branches * options.ExcitatoryPerBranch;
        for (var step = 0; step < options.DurationMs * StepsPerMs; step++)
        {
            for (var end = (step + 1L) * 1000 / StepsPerMs; next < times.Length && times[next] < end; next++)
            {
                if (units[next] < excitatory)
                {
                    var branch = units[next] / options.ExcitatoryPerBranch;
                    ampa[branch] += ampaGain;
                    nmdaRise[branch] += nmdaGain;
                    nmdaDecay[branch] += nmdaGain;
                }
                else
                {
                    gaba[(units[next] - excitatory) / options.InhibitoryPerBranch] += 1;
                }
            }

            var pull = Dendrites(v, ampa, nmdaRise, nmdaDecay, gaba, potential, options.Branches);
            adaptation *= AdaptationDecay;
            if (refractory > 0)
            {
                refractory--;
            }
            else
            {
                potential += StepMs / 200 * ((-10 * (potential - Rest)) + (6 * pull));
                if (potential >= -50 + adaptation)
                {
                    (potential, refractory) = (ResetPotential, RefractorySteps);
                    adaptation += 4;
                    spikes.Add(step / StepsPerMs);
                }
            }

            if (step % StepsPerMs == StepsPerMs - 1)
            {
                soma[step / StepsPerMs] = (float)potential;
            }
        }

        return new NeuronRecording(inputs, excitatory, spikes, soma);
    }

    /// <summary>The routing of the cell's own wiring: a branch reads its own excitatory, then its own inhibitory synapses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static InputRouting Wiring(BranchedCellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        var (excitatory, inhibitory, first) = (options.ExcitatoryPerBranch, options.InhibitoryPerBranch, options.Branches * options.ExcitatoryPerBranch);
        return new InputRouting(options.Inputs, options.Branches, excitatory + inhibitory,
        [
            .. Enumerable.Range(0, options.Branches).SelectMany(branch =>
                Enumerable.Range(branch * excitatory, excitatory).Concat(Enumerable.Range(first + (branch * inhibitory), inhibitory))),
        ]);
    }

    // One step of all branches, eight at a time; returns Σ (vₖ − v_s) over the branches as they were before it.
    private static double Dendrites(double[] v, double[] ampa, double[] nmdaRise, double[] nmdaDecay, double[] gaba, double soma, int branches)
    {
        var pull = 0.0;
        for (var branch = 0; branch < branches; branch++)
        {
            pull += v[branch] - soma;
        }

        for (var k = 0; k < v.Length; k += Vector512<double>.Count)
        {
            var (u, a, r, d, g) = (Vector512.Create(v, k), Vector512.Create(ampa, k), Vector512.Create(nmdaRise, k), Vector512.Create(nmdaDecay, k), Vector512.Create(gaba, k));
            var open = Vector512<double>.One / (Vector512<double>.One + (Vector512.Exp(u * -0.062) / 3.57));
            var current = ((u - Vector512.Create(Rest)) * 2) + ((a + ((d - r) * open)) * u) + (g * (u + Vector512.Create(80.0))) + ((u - Vector512.Create(soma)) * 6);
            (u - (current * (StepMs / 40))).CopyTo(v, k);
            (a * AmpaDecay).CopyTo(ampa, k);
            (r * NmdaRise).CopyTo(nmdaRise, k);
            (d * NmdaDecay).CopyTo(nmdaDecay, k);
            (g * GabaDecay).CopyTo(gaba, k);
        }

        return pull;
    }

    private static double NmdaPeak()
    {
        var time = Math.Log(NmdaDecayMs / NmdaRiseMs) * NmdaDecayMs * NmdaRiseMs / (NmdaDecayMs - NmdaRiseMs);
        return Math.Exp(-time / NmdaDecayMs) - Math.Exp(-time / NmdaRiseMs);
    }
}
