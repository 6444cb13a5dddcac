namespace Glia.Lab.Progress;

/// <summary>Sees the events of a run as they happen. Called from several threads at once.</summary>
public interface IRunObserver
{
    /// <summary>Sees one event; must return fast.</summary>
    void Observe(RunEvent happened);
}
