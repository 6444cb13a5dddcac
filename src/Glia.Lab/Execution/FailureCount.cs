using Glia.Lab.Progress;
using Glia.Lab.Runs;

namespace Glia.Lab.Execution;

/// <summary>Notices when a run is hopeless: trial after trial fails alike and none succeeds.</summary>
public sealed class FailureCount : IRunObserver, IDisposable
{
    /// <summary>So many failures with one message and no success make a run hopeless.</summary>
    public const int Limit = 5;

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
                if (!_success && _alike >= Limit)
                {
                    _hopeless.Cancel();
                }

                break;
        }
    }

    /// <summary>Ends a hopeless run.</summary>
    /// <exception cref="RunException">The run is hopeless.</exception>
    public void ThrowIfHopeless(RunFolder run)
    {
        if (_hopeless.IsCancellationRequested)
        {
            throw new RunException($"{Limit} trials failed alike and none succeeded, so the rest was not tried: {Message} Traces are in {run.File("trials")}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hopeless.Dispose();
}
