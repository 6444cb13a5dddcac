namespace Glia.Circuits;

/// <summary>How far a patch moves a metric, on the scale between the clean and the corrupted run.</summary>
public static class PatchEffect
{
    /// <summary>(patched − corrupted)/(clean − corrupted): 0 if a clean value put into the corrupted run does nothing, 1 if it restores everything.</summary>
    public static double Denoising(double clean, double corrupted, double patched) => (patched - corrupted) / (clean - corrupted);

    /// <summary>(patched − clean)/(corrupted − clean): 0 if a corrupted value put into the clean run does nothing, 1 if it is as bad as corrupting everything.</summary>
    public static double Noising(double clean, double corrupted, double patched) => (patched - clean) / (corrupted - clean);
}
