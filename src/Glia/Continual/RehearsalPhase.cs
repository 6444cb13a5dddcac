namespace Glia.Continual;

/// <summary>One phase of a plan: a new task, and which tasks are rehearsed.</summary>
/// <param name="Phase">The phase and its new task, from 0.</param>
/// <param name="NewSamples">N.</param>
/// <param name="Rehearsed">The task of each extra sample, in the order of the draws.</param>
/// <param name="Shares">The probability with which a draw gave each earlier task; empty where it changed from draw to draw, or nothing was drawn.</param>
public sealed record RehearsalPhase(int Phase, int NewSamples, IReadOnlyList<int> Rehearsed, IReadOnlyList<double> Shares)
{
    /// <summary>How many samples of a task the phase has, new or rehearsed.</summary>
    public int Count(int task) => (task == Phase ? NewSamples : 0) + Rehearsed.Count(drawn => drawn == task);
}
