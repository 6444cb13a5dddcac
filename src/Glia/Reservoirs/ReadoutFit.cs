using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Reservoirs;

/// <summary>Gathers states and targets block by block and solves for a readout as the options say.</summary>
internal sealed class ReadoutFit : IDisposable
{
    private readonly int _outputs;
    private readonly int _features;
    private readonly int _seriesCount;
    private readonly ReservoirModelOptions _options;
    private readonly List<RidgeRegression> _parts = [];
    private readonly List<float> _states = [];
    private readonly List<double> _targets = [];
    private int _left;
    private int _fold;

    public ReadoutFit(int features, int outputs, ReservoirModelOptions options, int seriesCount) => (_features, _outputs, _options, _seriesCount) = (features, outputs, options, seriesCount);

    private bool ChoosesPenalty => _options.Solver == ReadoutSolver.Ridge && _options.Penalties.Count > 1;

    /// <summary>Says how many steps of a series will come.</summary>
    /// <exception cref="ArgumentException">They are fewer than the folds.</exception>
    public void BeginSeries(int steps)
    {
        var cuts = ChoosesPenalty && _seriesCount == 1;
        if (cuts && steps < _options.Folds)
        {
            throw new ArgumentException($"{steps} steps cannot be cut into {_options.Folds} stretches to choose a penalty.");
        }

        _fold = cuts ? (steps + _options.Folds - 1) / _options.Folds : int.MaxValue;
        if (_options.Solver == ReadoutSolver.Ridge && (ChoosesPenalty || _parts.Count == 0))
        {
            Begin();
        }
    }

    public void Add(ReadOnlySpan<float> states, ReadOnlySpan<double> targets)
    {
        if (_options.Solver == ReadoutSolver.PseudoInverse)
        {
            _states.AddRange(states);
            _targets.AddRange(targets);
            return;
        }

        while (targets.Length > 0)
        {
            if (_left == 0)
            {
                Begin();
            }

            var steps = Math.Min(targets.Length / _outputs, _left);
            _parts[^1].Add(states[..(steps * _features)], targets[..(steps * _outputs)]);
            states = states[(steps * _features)..];
            targets = targets[(steps * _outputs)..];
            _left -= steps;
        }
    }

    public (LinearReadout Readout, double? Penalty) Solve()
    {
        if (_options.Solver == ReadoutSolver.PseudoInverse)
        {
            return (PseudoInverse(), null);
        }

        return ChoosesPenalty ? CrossValidatedRidge.Fit(_parts, _options.Penalties) : (_parts[0].Solve(_options.Penalties[0]), _options.Penalties[0]);
    }

    public void Dispose() => _parts.ForEach(part => part.Dispose());

    private void Begin()
    {
        _parts.Add(new RidgeRegression(_features, _outputs));
        _left = _fold;
    }

    private LinearReadout PseudoInverse()
    {
        Libtorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var x = tensor(_states.ToArray()).to_type(ScalarType.Float64).view(-1, _features);
        var weights = matmul(linalg.pinv(x), tensor(_targets.ToArray()).view(-1, _outputs));
        return new LinearReadout(_features, weights.t().contiguous().AsReadOnlySpan<double>().ToArray(), new double[_outputs]);
    }
}
