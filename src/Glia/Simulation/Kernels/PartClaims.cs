using System.Runtime.InteropServices;

namespace Glia.Simulation.Kernels;

/// <summary>How many phases of each part are done, and which are being run: a phase is run once, by whoever claims it first.</summary>
internal sealed class PartClaims(int parts)
{
    private readonly Claim[] _claims = new Claim[parts];

    /// <summary>Number of phases of a part that are done; what they wrote can be read.</summary>
    public long Done(int part) => Volatile.Read(ref _claims[part].Done);

    /// <summary>Whether so many phases of all parts are done.</summary>
    public bool AllDone(long phases)
    {
        for (var part = 0; part < _claims.Length; part++)
        {
            if (Done(part) < phases)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Claims a phase; false where somebody has it already.</summary>
    public bool TryClaim(int part, long phase) =>
        Volatile.Read(ref _claims[part].Claimed) == phase && Interlocked.CompareExchange(ref _claims[part].Claimed, phase + 1, phase) == phase;

    /// <summary>Says that a claimed phase is done.</summary>
    public void Complete(int part, long phase) => Volatile.Write(ref _claims[part].Done, phase + 1);

    // On cache lines of their own: what one thread writes in every step should not disturb what another writes.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Claim
    {
        [FieldOffset(0)]
        public long Claimed;

        [FieldOffset(128)]
        public long Done;
    }
}
