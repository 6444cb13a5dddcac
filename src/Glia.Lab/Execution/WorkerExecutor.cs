using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Glia.Lab.Progress;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Execution;

/// <summary>Runs trials in processes of their own, so that one that crashes natively costs that trial only.</summary>
/// <param name="workers">Processes at once.</param>
/// <param name="command">The program and its first arguments; <c>worker &lt;run folder&gt; --batch N --attached</c> is added.</param>
/// <param name="clock">Gives the events their time.</param>
public sealed class WorkerExecutor(int workers, IReadOnlyList<string> command, TimeProvider clock) : IExecutor
{
    /// <summary>How often a trial is tried whose process dies.</summary>
    public const int Attempts = 2;

    // Several batches a worker even out trials of different length; each costs one start of a process.
    private const int BatchesPerWorker = 4;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{workers} worker processes");

    /// <inheritdoc/>
    public int Parallel => workers;

    /// <inheritdoc/>
    public async Task ExecuteAsync(RunFolder run, Study study, IReadOnlyList<Trial> missing, IRunObserver observer, StopWish wish)
    {
        var attempts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var failures = new FailureCount();
        var observers = new ObserverGroup(observer, failures);
        var rest = missing;
        for (var round = 0; rest.Count > 0 && !wish.AfterTrials.IsCancellationRequested && !failures.Hopeless.IsCancellationRequested; round++)
        {
            var crashed = new Crashes(attempts, observers, run, clock);
            var batches = BatchList.Deal(run, rest, workers * BatchesPerWorker);
            var next = -1;
            async Task Slot()
            {
                int batch;
                while (!wish.AfterTrials.IsCancellationRequested && !failures.Hopeless.IsCancellationRequested && (batch = Interlocked.Increment(ref next)) < batches.Count)
                {
                    await RunBatchAsync(run, batch, observers, crashed, wish);
                }
            }

            await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, batches.Count)).Select(_ => Task.Run(Slot)));
            var again = crashed.TrialsToRetry(batches);
            rest = [.. rest.Where(trial => again.Contains(trial.Key))];
        }

        failures.ThrowIfHopeless(run);
    }

    private async Task RunBatchAsync(RunFolder run, int batch, IRunObserver observer, Crashes crashes, StopWish wish)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "worker", run.FullPath, "--batch", batch.ToString(CultureInfo.InvariantCulture), "--attached"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new RunException($"Cannot start a worker process: {command[0]}");
        await using var kill = wish.Now.Register(() => Kill(process));
        var errors = process.StandardError.ReadToEndAsync();
        string? running = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && JsonSerializer.Deserialize<RunEvent>(line, LabJson.Compact) is { } happened)
            {
                running = happened switch { TrialStarted started => started.Key, TrialFinished or TrialFailed => null, _ => running };
                observer.Observe(happened);
            }
        }

        await process.WaitForExitAsync();
        if (process.ExitCode == Worker.ExitCodeOfFolderProblem)
        {
            throw new RunException((await errors).Trim());
        }

        if (process.ExitCode != 0 && !wish.AfterTrials.IsCancellationRequested)
        {
            crashes.Add(batch, running, process.ExitCode, await errors);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // Processes that died in one round: the trial that was running is tried again once, the batch's others as if nothing had been.
    private sealed class Crashes(Dictionary<string, int> attempts, IRunObserver observer, RunFolder run, TimeProvider clock)
    {
        private const int MostOfMessage = 400;
        private readonly HashSet<int> _batches = [];
        private readonly Lock _oneAtATime = new();

        public void Add(int batch, string? running, int exitCode, string errors)
        {
            lock (_oneAtATime)
            {
                var says = errors.Trim();
                var message = string.Create(CultureInfo.InvariantCulture, $"The worker process died with exit code {exitCode}. {says[..Math.Min(says.Length, MostOfMessage)]}").TrimEnd();
                if (running is null)
                {
                    throw new RunException($"A worker process died outside any trial. {message}");
                }

                _batches.Add(batch);
                attempts[running] = attempts.GetValueOrDefault(running) + 1;
                var final = attempts[running] >= Attempts;
                if (final)
                {
                    run.Store.WriteFailure(running, message);
                }

                observer.Observe(new TrialFailed(clock.GetUtcNow(), running, message, attempts[running], final));
            }
        }

        public HashSet<string> TrialsToRetry(IReadOnlyList<IReadOnlyList<string>> batches)
        {
            var done = run.Store.Read(_ => { });
            var failed = run.Store.Failures();
            return [.. _batches.SelectMany(batch => batches[batch]).Where(key => !done.ContainsKey(key) && !failed.ContainsKey(key) && attempts.GetValueOrDefault(key) < Attempts)];
        }
    }
}
