using System.Runtime.InteropServices;

namespace Glia.Simulation.Kernels;

/// <summary>Where threads wait for each other, for a microsecond as a rule: they spin, and give way when it takes longer, so that busy cores do not bring all to a halt.</summary>
internal sealed class SpinBarrier(int participants)
{
    private const int SpinsBeforeYield = 1000;
    private State _state;

    /// <summary>Waits until all have come; false where the barrier is broken.</summary>
    public bool Wait()
    {
        if (participants == 1)
        {
            return Volatile.Read(ref _state.Broken) == 0;
        }

        var phase = Volatile.Read(ref _state.Phase);
        if (Interlocked.Increment(ref _state.Arrived) == participants)
        {
            _state.Arrived = 0;
            Volatile.Write(ref _state.Phase, phase + 1);
        }
        else
        {
            for (var spins = 0; Volatile.Read(ref _state.Phase) == phase && Volatile.Read(ref _state.Broken) == 0; spins++)
            {
                if (spins < SpinsBeforeYield)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Thread.Yield();
                }
            }
        }

        return Volatile.Read(ref _state.Broken) == 0;
    }

    /// <summary>Lets everybody go: one of the threads has failed.</summary>
    public void Break() => Volatile.Write(ref _state.Broken, 1);

    // What is written by all and what all look at, on cache lines of their own.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct State
    {
        [FieldOffset(64)]
        public int Arrived;

        [FieldOffset(192)]
        public int Phase;

        [FieldOffset(256)]
        public int Broken;
    }
}
