using Glia.Random;

namespace Glia.Lab.Trials;

/// <summary>What a trial gets from outside: its seed's random streams, a way to report progress, and the wish to stop.</summary>
/// <param name="seed">The trial's seed. Arms with the same seed may share streams, so that they can be compared in pairs.</param>
/// <param name="report">Receives progress: steps done, steps in all, metrics so far.</param>
/// <param name="stop">Cancelled when the user wants the run to end now.</param>
public sealed class TrialContext(long seed, Action<int, int, IReadOnlyDictionary<string, double>>? report, CancellationToken stop)
{
    private static readonly IReadOnlyDictionary<string, double> NoMetrics = new Dictionary<string, double>();

    /// <summary>The trial's seed.</summary>
    public long Seed => seed;

    /// <summary>Opens the random stream of the seed and a name.</summary>
    public RandomStream Stream(string name) => new(seed, name);

    /// <summary>Reports progress and ends the trial if the user wants the run to end.</summary>
    /// <param name="done">Steps done so far.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="metrics">Metrics so far, for live curves.</param>
    /// <exception cref="OperationCanceledException">The user wants the run to end now.</exception>
    public void Step(int done, int total, IReadOnlyDictionary<string, double>? metrics = null)
    {
        stop.ThrowIfCancellationRequested();
        report?.Invoke(done, total, metrics ?? NoMetrics);
    }

    /// <summary>Cancelled when the user wants the run to end now.</summary>
    public CancellationToken Stop => stop;
}
