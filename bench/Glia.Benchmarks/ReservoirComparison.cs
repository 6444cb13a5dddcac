using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Benchmarks;

/// <summary>Reservoir steps and ridge regression against what memory and arithmetic allow and against plain NumPy, alternating in one run; the least of all rounds counts. One thread each.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project bench/Glia.Benchmarks -- reservoirs [python]</c>. NumPy answers in a process of its own (bench/reservoirs.py), so that both meet the same neighbours.
/// </remarks>
internal sealed class ReservoirComparison(TextReader answers, TextWriter commands)
{
    private const double Density = 0.1;
    private const int RidgeSteps = 10_000;
    private readonly SortedDictionary<string, double> _least = [];

    public static void Run(string python)
    {
        var start = new ProcessStartInfo(python, Script()) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var comparison = new ReservoirComparison(process.StandardOutput, process.StandardInput);
        comparison.Measure(units: 1000, steps: 100, rounds: 60, ridgeRounds: 6);
        comparison.Measure(units: 5000, steps: 4, rounds: 40, ridgeRounds: 2);
        process.StandardInput.Close();
        process.WaitForExit();
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "bench", "reservoirs.py")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new FileNotFoundException("bench/reservoirs.py is not above the program's folder."), "bench", "reservoirs.py");
    }

    private void Measure(int units, int steps, int rounds, int ridgeRounds)
    {
        _least.Clear();
        var version = Ask(FormattableString.Invariant($"setup {units} {Density}"));
        var random = new RandomStream(1, "bench");
        float[] input = [.. Enumerable.Range(0, units).Select(_ => random.NextDouble() < 0.5 ? -1f : 1f)];
        var inputs = new CompressedRows(1, [.. Enumerable.Range(0, units + 1)], new int[units], input);
        EchoStateNetwork Network(double density)
        {
            var deviation = 1 / Math.Sqrt(density * units);
            var weights = CompressedRows.Draw(units, units, density, stream => deviation * stream.NextGaussian(), random);
            return new EchoStateNetwork(new EchoStateOptions(), weights, inputs, random);
        }

        var (dense, sparse) = (Network(1), Network(Density));
        for (var round = 0; round < rounds; round++)
        {
            Time("dense", () => Steps(dense, steps), steps);
            Time("dense: product", () => Products(dense, steps), steps);
            Time("dense: weights read", () => Read(dense.RecurrentWeights, steps), steps);
            Time("sparse", () => Steps(sparse, 4 * steps), 4 * steps);
            Time("sparse: product", () => Products(sparse, 4 * steps), 4 * steps);
            Time("sparse: weights read", () => Read(sparse.RecurrentWeights, 4 * steps), 4 * steps);
            Time("sparse: states by the gather instruction", () => Gather(sparse, 4 * steps), 4 * steps);
            Note("dense, NumPy", Number(Ask($"dense {steps}")) / steps);
            Note("sparse, SciPy", Number(Ask($"sparse {4 * steps}")) / (4 * steps));
        }

        for (var round = 0; round < ridgeRounds; round++)
        {
            Ridge(units);
            var parts = Ask($"ridge {RidgeSteps}").Split(' ');
            Note("ridge: X'X, NumPy", Number(parts[0]));
            Note("ridge, NumPy", Number(parts[1]));
            Time("ridge: as many multiplications in registers", () => Multiply((long)RidgeSteps * units * (units + 1) / 2), 1);
        }

        Print(units, version);
    }

    private void Ridge(int units)
    {
        var random = new RandomStream(2, "bench");
        var (states, targets) = (new float[RidgeSteps * units], new double[RidgeSteps]);
        random.FillGaussian(states, 0, 1);
        using var regression = new RidgeRegression(units, 1);
        var watch = Stopwatch.StartNew();
        regression.Add(states, targets);
        Note("ridge: X'X", watch.Elapsed.TotalSeconds);
        _ = regression.Solve(1e-6);
        Note("ridge", watch.Elapsed.TotalSeconds);
    }

    private static void Steps(EchoStateNetwork network, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            _ = network.Step([0.01 * step]);
        }
    }

    private static void Products(EchoStateNetwork network, int steps)
    {
        var (x, y) = (network.State.ToArray(), new float[network.Units]);
        for (var step = 0; step < steps; step++)
        {
            network.RecurrentWeights.Multiply(x, y);
        }
    }

    // The bytes that a product must read: values, and where there are gaps the columns too.
    private static float Read(CompressedRows weights, int steps)
    {
        var sum = Vector<float>.Zero;
        for (var step = 0; step < steps; step++)
        {
            sum += Sum(weights.AllValues);
            if (weights.EntryCount < weights.RowCount * weights.ColumnCount)
            {
                sum += Sum(System.Runtime.InteropServices.MemoryMarshal.Cast<int, float>(weights.AllColumns));
            }
        }

        return Vector.Sum(sum);
    }

    // The states that a sparse product must fetch one by one, by the instruction for that.
    private static unsafe float Gather(EchoStateNetwork network, int steps)
    {
        var sum = Vector256<float>.Zero;
        fixed (int* columns = network.RecurrentWeights.AllColumns)
        fixed (float* x = network.State)
        {
            for (var step = 0; step < steps && Avx2.IsSupported; step++)
            {
                for (nint entry = 0; entry <= network.RecurrentWeights.EntryCount - Vector256<int>.Count; entry += Vector256<int>.Count)
                {
                    sum += Avx2.GatherVector256(x, Vector256.Load(columns + entry), sizeof(float));
                }
            }
        }

        return Vector256.Sum(sum);
    }

    private static Vector<float> Sum(ReadOnlySpan<float> values)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        for (var index = 0; index <= values.Length - (4 * Vector<float>.Count); index += 4 * Vector<float>.Count)
        {
            a += new Vector<float>(values[index..]);
            b += new Vector<float>(values[(index + Vector<float>.Count)..]);
            c += new Vector<float>(values[(index + (2 * Vector<float>.Count))..]);
            d += new Vector<float>(values[(index + (3 * Vector<float>.Count))..]);
        }

        return a + b + c + d;
    }

    // Sixteen sums in registers and nothing to load: what the processor multiplies and adds at most.
    private static double Multiply(long count)
    {
        Vector512<double> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        Vector512<double> i = default, j = default, k = default, l = default, m = default, n = default, o = default, p = default;
        var (x, y) = (Vector512.Create(0.5), Vector512.Create(0.25));
        for (var left = count; left > 0; left -= 16 * Vector512<double>.Count)
        {
            (a, b, c, d) = (Vector512.FusedMultiplyAdd(x, y, a), Vector512.FusedMultiplyAdd(x, y, b), Vector512.FusedMultiplyAdd(x, y, c), Vector512.FusedMultiplyAdd(x, y, d));
            (e, f, g, h) = (Vector512.FusedMultiplyAdd(x, y, e), Vector512.FusedMultiplyAdd(x, y, f), Vector512.FusedMultiplyAdd(x, y, g), Vector512.FusedMultiplyAdd(x, y, h));
            (i, j, k, l) = (Vector512.FusedMultiplyAdd(x, y, i), Vector512.FusedMultiplyAdd(x, y, j), Vector512.FusedMultiplyAdd(x, y, k), Vector512.FusedMultiplyAdd(x, y, l));
            (m, n, o, p) = (Vector512.FusedMultiplyAdd(x, y, m), Vector512.FusedMultiplyAdd(x, y, n), Vector512.FusedMultiplyAdd(x, y, o), Vector512.FusedMultiplyAdd(x, y, p));
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    private void Time(string name, Action action, int steps)
    {
        var watch = Stopwatch.StartNew();
        action();
        Note(name, watch.Elapsed.TotalSeconds / steps);
    }

    private void Time<T>(string name, Func<T> function, int steps) => Time(name, () => { GC.KeepAlive(function()); }, steps);

    private void Note(string name, double seconds) => _least[name] = Math.Min(seconds, _least.GetValueOrDefault(name, double.PositiveInfinity));

    private string Ask(string command)
    {
        commands.WriteLine(command);
        commands.Flush();
        return answers.ReadLine() ?? throw new InvalidOperationException("Python ended; does it have NumPy and SciPy?");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private void Print(int units, string version)
    {
        Console.WriteLine($"N = {units}, {version}, {Environment.ProcessorCount} cores");
        foreach (var (name, seconds) in _least)
        {
            var baseline = name.StartsWith("dense", StringComparison.Ordinal) ? "dense" : name.StartsWith("sparse", StringComparison.Ordinal) ? "sparse" : "ridge";
            Console.WriteLine(FormattableString.Invariant($"{name,-45} {seconds * 1e6,14:N1} µs {seconds / _least[baseline],8:0.00} of {baseline}"));
        }
    }
}
