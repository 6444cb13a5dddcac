namespace Glia.Lab.Progress;

/// <summary>Passes events on to several observers, one event at a time.</summary>
public sealed class ObserverGroup(params IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    private readonly Lock _oneAtATime = new();

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        lock (_oneAtATime)
        {
            foreach (var observer in observers)
            {
                observer.Observe(happened);
            }
        }
    }
}
