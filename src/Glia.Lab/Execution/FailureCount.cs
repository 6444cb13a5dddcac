using Glia.Lab.Progress;

namespace Glia.Lab.Execution;

/// <summary>Notices when a run is hopeless: trial after trial fails alike and none succeeds.</summary>
/// <param name="limit">So many failures with one message make a run hopeless.</param>
public sealed class FailureCount(int limit) : IRunObserver, IDisposable
{
    private readonly CancellationTokenSource _hopeless = new();
    private int _alike;
    private bool _success;

    /// <summary>Cancelled when the run is hopeless.</summary>
    public CancellationToken Hopeless => _hopeless.Token;

    /// <summary>The message of the failures.</summary>
    public string Message { get; private set; } = "";

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        switch (happened)
        {
            case TrialFinished:
                _success = true;
                break;
            case TrialFailed { Final: true } failed:
                _alike = failed.Message == Message ? _alike + 1 : 1;
                Message = failed.Message;
                if (!_success && _alike >= limit)
                {
                    _hopeless.Cancel();
                }

                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hopeless.Dispose();
}
