using System.Diagnostics;
using System.Numerics;
using Glia.Random;
using Glia.Simulation.Connections;
using Glia.Simulation.Kernels;
using Glia.Simulation.Monitors;

namespace Glia.Simulation;

/// <summary>A recurrent network of spiking cells, simulated step by step.</summary>
/// <remarks>
/// <para>Each step: what arrives is added, cells are integrated, those above threshold fire and are reset; a spike of step t is input of step t + delay, a delay being at least one step.
/// Results have the same bits for any number of threads, and for a run in one piece or in several, also through <see cref="Save"/> and <see cref="Load"/>.</para>
/// <para>Cost: some nanoseconds for every ten cells and step, one addition a synaptic event. The loop allocates what monitors keep, and some 100 bytes a step for every 512 cells of <see cref="ModelCells"/>.
/// Thread-safe: no.</para>
/// </remarks>
/// <example><code>
/// var network = new SpikingNetwork&lt;float&gt;(stepMs: 0.1);
/// var cells = network.Add("cells", new CurrentLif(), 4000);
/// network.Connect(cells[..3200], cells, new ProjectionOptions(new FixedProbability(.02)) { Receptor = "g_e", Weight = 1.62 }, random);
/// var spikes = network.RecordSpikes(cells);
/// var report = network.Run(1000);
/// </code></example>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SpikingNetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostThreads = 256;
    private TimeSpan _construction;
    private bool _isLaidOut;
    private bool _hasFailed;

    /// <summary>Makes an empty network.</summary>
    /// <param name="stepMs">Step dt in ms, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not greater than 0 and finite.</exception>
    /// <exception cref="NotSupportedException">Numbers are neither float nor double.</exception>
    public SpikingNetwork(double stepMs = 0.1)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"A network is of float or double; got {typeof(T).Name}.");
        }

        StepMs = stepMs > 0 && double.IsFinite(stepMs) ? stepMs
            : throw new ArgumentOutOfRangeException(nameof(stepMs), stepMs, "The step must be greater than 0 ms.");
    }

    /// <summary>Step dt in ms.</summary>
    public double StepMs { get; }

    /// <summary>Number of steps that were simulated.</summary>
    public long StepCount { get; internal set; }

    /// <summary>The populations.</summary>
    public IReadOnlyList<Population<T>> Populations => PopulationArray;

    /// <summary>The projections.</summary>
    public IReadOnlyList<Projection<T>> Projections => ProjectionArray;

    // Arrays, since every step goes through them.
    internal Population<T>[] PopulationArray { get; private set; } = [];

    internal Projection<T>[] ProjectionArray { get; private set; } = [];

    internal Projection<T>[] PlasticArray { get; private set; } = [];

    internal PoissonInput<T>[] DriveArray { get; private set; } = [];

    internal MonitorSet<T> Monitors { get; } = new();

    /// <summary>Steps between two meetings of the threads.</summary>
    internal int SliceSteps { get; private set; } = 1;

    /// <summary>Adds a population.</summary>
    /// <param name="name">A name of its own.</param>
    /// <param name="model">Equations and constants.</param>
    /// <param name="size">Number of cells, at least 1.</param>
    /// <exception cref="ArgumentException">The name is taken, or a constant out of range.</exception>
    /// <exception cref="InvalidOperationException">The network has run already.</exception>
    public Population<T> Add(string name, PopulationModel model, int size)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        CheckNotRun();
        if (Populations.Any(population => population.Name == name))
        {
            throw new ArgumentException($"There is a population '{name}' already.", nameof(name));
        }

        return Constructed(() =>
        {
            var population = new Population<T>(name, model, size, Populations.Count, StepMs);
            PopulationArray = [.. PopulationArray, population];
            return population;
        });
    }

    /// <summary>Connects cells.</summary>
    /// <param name="source">Where synapses come from.</param>
    /// <param name="target">Where they end.</param>
    /// <param name="options">Rule, weights, delays, plasticity.</param>
    /// <param name="random">Source of random numbers; its children are used.</param>
    /// <exception cref="ArgumentException">Options are out of range or do not fit the cells.</exception>
    /// <exception cref="InvalidOperationException">The network has run already.</exception>
    public Projection<T> Connect(NeuronRange<T> source, NeuronRange<T> target, ProjectionOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        CheckOwn(source);
        CheckOwn(target);
        CheckNotRun();
        return Constructed(() =>
        {
            var projection = new Projection<T>(source, target, options, random);
            ProjectionArray = [.. ProjectionArray, projection];
            PlasticArray = [.. ProjectionArray.Where(known => known.Plastic is not null)];
            return projection;
        });
    }

    /// <summary>Drives cells by Poisson sources that nothing else sees.</summary>
    /// <param name="target">The cells.</param>
    /// <param name="drive">Sources, rate, weight.</param>
    /// <exception cref="ArgumentException">The drive is out of range or has no such receptor.</exception>
    /// <exception cref="InvalidOperationException">The network has run already.</exception>
    public void Drive(NeuronRange<T> target, PoissonDrive drive)
    {
        ArgumentNullException.ThrowIfNull(drive);
        CheckOwn(target);
        CheckNotRun();
        DriveArray = Constructed<PoissonInput<T>[]>(() => [.. DriveArray, new PoissonInput<T>(target, drive, StepMs)]);
    }

    /// <summary>Records spikes from now on.</summary>
    public SpikeMonitor RecordSpikes(NeuronRange<T> cells)
    {
        CheckOwn(cells);
        return Monitors.Add(cells.Population.Index, new SpikeMonitor(cells.First, cells.Count, StepMs, StepCount));
    }

    /// <summary>Records the mean rate from now on.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="binMs">Length of a bin in ms, whole steps.</param>
    public RateMonitor RecordRate(NeuronRange<T> cells, double binMs = 1)
    {
        CheckOwn(cells);
        return Monitors.Add(cells.Population.Index, new RateMonitor(cells.First, cells.Count, Steps(binMs), StepMs, StepCount));
    }

    /// <summary>Records a state variable from now on.</summary>
    /// <param name="population">The population.</param>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="cells">Which cells.</param>
    /// <param name="everySteps">Steps from one sample to the next, at least 1.</param>
    /// <exception cref="ArgumentException">There is no such variable or cell.</exception>
    public TraceMonitor<T> RecordTrace(Population<T> population, string variable, IReadOnlyList<int> cells, int everySteps = 1)
    {
        CheckOwn(population);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(everySteps, 1);
        foreach (var cell in cells)
        {
            _ = new NeuronRange<T>(population, cell, 1);
        }

        return Monitors.Add(new TraceMonitor<T>(population, population.VariableIndex(variable), [.. cells], everySteps, StepCount));
    }

    /// <summary>The number of steps in a time.</summary>
    /// <exception cref="ArgumentException">It is no whole number of steps, or none at all.</exception>
    public int Steps(double milliseconds)
    {
        var steps = Math.Round(milliseconds / StepMs);
        return steps is >= 1 and <= int.MaxValue && Math.Abs((milliseconds / StepMs) - steps) < 1e-6 * Math.Max(1, steps) ? (int)steps
            : throw new ArgumentException(FormattableString.Invariant($"{milliseconds} ms must be a whole number of steps of {StepMs} ms, at least one."), nameof(milliseconds));
    }

    /// <summary>Simulates.</summary>
    /// <param name="milliseconds">How long; whole steps.</param>
    /// <param name="options">Threads and progress.</param>
    /// <param name="cancellation">Stops the run after a chunk of <see cref="SimulationOptions.ProgressMs"/>; the network can go on from there.</param>
    /// <exception cref="ArgumentException">The time is no whole number of steps, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A state variable has become infinite or no number.</exception>
    public SimulationReport Run(double milliseconds, SimulationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SimulationOptions();
        var (steps, chunk) = (Steps(milliseconds), (long)Math.Max(1, Math.Round(options.ProgressMs / StepMs)));
        if (options.Threads is < 1 or > MostThreads || !(options.ProgressMs > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"A simulation has 1 to {MostThreads} threads and a ProgressMs above 0; got {options.Threads} and {options.ProgressMs}."), nameof(options));
        }

        if (_hasFailed)
        {
            throw new InvalidOperationException("An earlier run of this network failed; its state is not whole. Build it again, or load a state.");
        }

        var loop = Constructed(() => LayOut(options.Threads));
        var (first, end) = (StepCount, StepCount + steps);
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        _hasFailed = true;
        loop.Run(first, reached =>
        {
            StepCount = reached;
            Monitors.Advance(reached);
            if (reached > first)
            {
                options.Progress?.Invoke(new SimulationProgress(
                    (reached - first) * StepMs, steps * StepMs, clock.Elapsed.TotalMilliseconds / ((reached - first) * StepMs), loop.Spikes));
            }

            if (reached == end || cancellation.IsCancellationRequested)
            {
                return null;
            }

            var next = Math.Min(reached + chunk, end);
            Monitors.Reserve(next);
            return next;
        });
        var (elapsed, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        Array.ForEach(PopulationArray, population => population.RequireFinite(StepCount - 1));
        _hasFailed = false;
        return new SimulationReport
        {
            Steps = StepCount - first,
            SimulatedSeconds = (StepCount - first) * StepMs / 1000,
            LoopSeconds = elapsed.TotalSeconds,
            ProcessorSeconds = used.TotalSeconds,
            ConstructionSeconds = _construction.TotalSeconds,
            Spikes = loop.Spikes,
            SynapticEvents = loop.Events,
            Threads = options.Threads,
        };
    }

    /// <summary>Writes the state between two runs: all cells, what is on its way, plastic weights and traces. Connections and recordings are not part of it.</summary>
    /// <remarks>The file is a safetensors file; it is written under another name and then renamed, so that there is never half a state.</remarks>
    /// <param name="file">The file; one of that name is replaced.</param>
    /// <exception cref="InvalidOperationException">An earlier run failed.</exception>
    public void Save(string file)
    {
        if (_hasFailed)
        {
            throw new InvalidOperationException("An earlier run of this network failed; its state is not whole.");
        }

        LayOutRings();
        SimulationState<T>.Save(this, file);
    }

    /// <summary>Reads a state into a network that was built the same way. Recordings begin anew.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="Formats.GliaFormatException">It is no state of this network; the message says what differs. The network must then not be used on.</exception>
    public void Load(string file)
    {
        LayOutRings();
        _hasFailed = true;
        SimulationState<T>.Load(this, file);
        _hasFailed = false;
        Monitors.Clear(StepCount);
    }

    private SimulationLoop<T> LayOut(int threads)
    {
        LayOutRings();
        return new SimulationLoop<T>(this, NetworkLayout<T>.Divide(PopulationArray, ProjectionArray, threads));
    }

    private void LayOutRings()
    {
        if (!_isLaidOut)
        {
            SliceSteps = NetworkLayout<T>.SliceSteps(ProjectionArray);
            NetworkLayout<T>.MakeRings(PopulationArray, ProjectionArray);
            _isLaidOut = true;
        }
    }

    private void CheckNotRun()
    {
        if (_isLaidOut)
        {
            throw new InvalidOperationException("Populations, projections and drives are added before the first step, and before a state is saved or loaded. Build the network anew.");
        }
    }

    private TResult Constructed<TResult>(Func<TResult> construct)
    {
        var clock = Stopwatch.StartNew();
        var result = construct();
        _construction += clock.Elapsed;
        return result;
    }

    private void CheckOwn(NeuronRange<T> cells)
    {
        if (cells.Population is null || !PopulationArray.Contains(cells.Population))
        {
            throw new ArgumentException("The cells are of another network.", nameof(cells));
        }
    }
}
