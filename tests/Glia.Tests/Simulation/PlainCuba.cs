namespace Glia.Tests.Simulation;

/// <summary>The CUBA network written plainly, cell by cell in double: the reference for <see cref="Glia.Simulation.SpikingNetwork{T}"/>.</summary>
internal sealed class PlainCuba(IReadOnlyList<int[]> targets, int excitatory, double[] membranes)
{
    private const double Dt = .1, MembraneTau = 20, ExcitatoryTau = 5, InhibitoryTau = 10, Leak = -49, Threshold = -50, Reset = -60, ExcitatoryWeight = 1.62, InhibitoryWeight = -9;
    private const int RefractorySteps = 50;

    public List<(long Step, int Cell)> Run(int steps)
    {
        var cells = membranes.Length;
        var v = (double[])membranes.Clone();
        var (e, i, lastSpike) = (new double[cells], new double[cells], Enumerable.Repeat(-1000, cells).ToArray());
        double em = Math.Exp(-Dt / MembraneTau), ee = Math.Exp(-Dt / ExcitatoryTau), ei = Math.Exp(-Dt / InhibitoryTau);
        double gainE = (ee - em) * ExcitatoryTau / (ExcitatoryTau - MembraneTau), gainI = (ei - em) * InhibitoryTau / (InhibitoryTau - MembraneTau);
        var spikes = new List<(long Step, int Cell)>();
        for (var step = 0; step < steps; step++)
        {
            var fired = new List<int>();
            for (var cell = 0; cell < cells; cell++)
            {
                if (step - lastSpike[cell] >= RefractorySteps)
                {
                    v[cell] = Leak + ((v[cell] - Leak) * em) + (e[cell] * gainE) + (i[cell] * gainI);
                    if (v[cell] > Threshold)
                    {
                        fired.Add(cell);
                    }
                }

                e[cell] *= ee;
                i[cell] *= ei;
            }

            foreach (var cell in fired)
            {
                spikes.Add((step, cell));
                foreach (var target in targets[cell])
                {
                    (cell < excitatory ? e : i)[target] += cell < excitatory ? ExcitatoryWeight : InhibitoryWeight;
                }
            }

            foreach (var cell in fired)
            {
                (v[cell], lastSpike[cell]) = (Reset, step);
            }
        }

        return spikes;
    }
}
