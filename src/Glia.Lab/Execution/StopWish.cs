namespace Glia.Lab.Execution;

/// <summary>A user's wish to end a run: first after the trials that run now, then at once.</summary>
public sealed class StopWish : IDisposable
{
    private readonly CancellationTokenSource _afterTrials = new();
    private readonly CancellationTokenSource _now = new();

    /// <summary>Cancelled when no further trial shall begin.</summary>
    public CancellationToken AfterTrials => _afterTrials.Token;

    /// <summary>Cancelled when running trials shall be given up.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>Wishes once more: the first time running trials finish, the second time they are given up.</summary>
    public void Press()
    {
        if (!_afterTrials.IsCancellationRequested)
        {
            _afterTrials.Cancel();
            return;
        }

        _now.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _afterTrials.Dispose();
        _now.Dispose();
    }
}
