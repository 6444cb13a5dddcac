namespace Glia.Reservoirs.Tasks;

/// <summary>How many trials a learner needs after a change until it is right for good.</summary>
public static class RelearningTime
{
    /// <summary>Trials until it is right and stays so for some trials.</summary>
    /// <param name="isRight">Whether it was right after the first trial, the second, and so on.</param>
    /// <param name="hold">How many trials in a row it must be right; fewer do where the trials end.</param>
    /// <returns>Trials, 1 or more; one more than there are where it never was.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The hold is below 1.</exception>
    public static int Of(IReadOnlyList<bool> isRight, int hold = 5)
    {
        ArgumentNullException.ThrowIfNull(isRight);
        ArgumentOutOfRangeException.ThrowIfLessThan(hold, 1);
        var since = 0;
        for (var trial = 0; trial < isRight.Count; trial++)
        {
            since = isRight[trial] ? since + 1 : 0;
            if (since == hold)
            {
                return trial + 2 - hold;
            }
        }

        return isRight.Count + 1 - since;
    }
}
