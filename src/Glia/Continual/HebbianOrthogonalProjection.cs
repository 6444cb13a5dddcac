using Glia.Networks;
using Glia.Subspaces;

namespace Glia.Continual;

/// <summary>HLOP: lateral neurons learn the subspace of each layer's activity, and later tasks change weights only orthogonally to it.</summary>
/// <remarks>
/// <para>From task 1 on, ∂L/∂W = gᵀ(x − x H_oldᵀ H_old) with the rows H_old of earlier tasks; the forward pass and the errors of lower layers stay as they
/// are. In the same pass new rows learn from the activity as it is. What has no direction to keep away from (biases, thresholds) moves in task 0 only.</para>
/// <para>Any network works; with <see cref="ILayerActivity"/> the activity is projected before the outer product where that is cheaper than projecting the
/// gradient, and the learner sees spikes instead of their means. Needs plain gradient descent: momentum and Adam leave the subspace.</para>
/// <para>Source: Xiao, Meng, Zhang, He, Lin 2024 (arXiv 2402.11984). One object serves one run.</para>
/// </remarks>
public sealed class HebbianOrthogonalProjection : IContinualStrategy
{
    private readonly HlopOptions _options;
    private readonly List<OjaSubspace> _subspaces = [];
    private readonly List<string> _notices = [];
    private int[] _constantBatches = [];
    private bool[] _projected = [];
    private float[] _gathered = [];

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="ArgumentException">Sizes make no sense.</exception>
    public HebbianOrthogonalProjection(HlopOptions options)
    {
        _ = options.Sizes.Validated();
        _options = options;
    }

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <summary>The subspace of each layer's input, inputs first; empty before the first task.</summary>
    public IReadOnlyList<OjaSubspace> Subspaces => _subspaces;

    /// <summary>What a user should know: batches without variance that were skipped, a projected classifier where heads are separate.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        if (_subspaces.Count == 0)
        {
            Start(phase.Network);
        }

        for (var layer = 0; layer < _subspaces.Count; layer++)
        {
            Grow(layer, phase);
        }

        if (_options.ProjectsClassifier && phase.Task.Train.Outputs.Count > 0 && phase.Index == 1)
        {
            _notices.Add("Tasks have heads of their own, and the classifier is projected: a new head is kept from directions that no other head needs. Set HlopOptions.ProjectsClassifier to false.");
        }

        Array.Clear(_constantBatches);
    }

    /// <inheritdoc/>
    public void BeforeBackward(ITrainingBatch batch)
    {
        var shown = batch as ILayerActivity;
        for (var layer = 0; layer < _subspaces.Count; layer++)
        {
            _projected[layer] = shown is not null && IsProjected(layer) && ProjectsActivity(shown, layer);
            if (_projected[layer])
            {
                _subspaces[layer].RemoveProjection(shown!.GradientActivity(layer));
            }

            Learn(batch, shown, layer);
        }
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (_subspaces.TrueForAll(subspace => subspace.FrozenRows == 0))
        {
            return;
        }

        var end = 0;
        for (var layer = 0; layer < _subspaces.Count; layer++)
        {
            var shape = batch.Network.Layers[layer];
            end = Math.Max(end, shape.WeightOffset + shape.Length);
            if (IsProjected(layer))
            {
                gradient.Slice(shape.BiasOffset, shape.Stride).Clear();
                if (!_projected[layer])
                {
                    _subspaces[layer].RemoveProjection(gradient.Slice(shape.WeightOffset, shape.Inputs * shape.Stride), shape.Stride);
                }
            }
        }

        gradient[end..].Clear();
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        for (var layer = 0; layer < _subspaces.Count; layer++)
        {
            if (_constantBatches[layer] > 0)
            {
                _notices.Add($"{Name(layer)}, task {phase.Index}: {_constantBatches[layer]} matrices of activity without any variance taught the subspace nothing; the layer may be silent.");
            }

            _subspaces[layer].Freeze();
        }
    }

    private void Start(ITrainableNetwork network)
    {
        var layers = network.Layers;
        if (layers.Count != _options.Sizes.Layers)
        {
            throw new ArgumentException($"HlopOptions.Sizes has numbers for {_options.Sizes.Layers} layers; the network [{string.Join(", ", network.Sizes)}] has {layers.Count}.");
        }

        for (var layer = 0; layer < layers.Count; layer++)
        {
            _subspaces.Add(new OjaSubspace(layers[layer].Inputs, layer == 0 ? _options.Input : _options.Hidden, Name(layer)));
        }

        _constantBatches = new int[layers.Count];
        _projected = new bool[layers.Count];
    }

    private void Grow(int layer, ContinualPhase phase)
    {
        var subspace = _subspaces[layer];
        var rows = _options.Sizes.Rows(phase.Index, layer);
        if (subspace.Rows + rows > subspace.Inputs)
        {
            throw new SubspaceException(
                $"{Name(layer)} has only {subspace.Inputs} directions; task {phase.Index} asked for {rows} more on top of {subspace.Rows}. Lower HlopOptions.Sizes for that layer.");
        }

        var random = phase.Random.Child(FormattableString.Invariant($"subspace/{layer}"));
        if (_options.Source == SubspaceSource.Random)
        {
            subspace.GrowOrthogonal(rows, random);
        }
        else
        {
            subspace.Grow(rows, random);
        }
    }

    private bool IsProjected(int layer) => _subspaces[layer].FrozenRows > 0 && (_options.ProjectsClassifier || layer < _subspaces.Count - 1);

    // Projecting costs 4·rows·M·N by the activity and 4·outputs·M·N by the gradient; numbers of spikes can only be had of the activity.
    private bool ProjectsActivity(ILayerActivity shown, int layer) =>
        OptionsOf(layer).Lateral is not null || shown.GradientRows(layer) <= shown.Network.Layers[layer].Outputs;

    private void Learn(ITrainingBatch batch, ILayerActivity? shown, int layer)
    {
        if (_options.Source == SubspaceSource.Random)
        {
            return;
        }

        if (shown is null)
        {
            Learn(layer, Gather(batch, layer));
            return;
        }

        for (var i = 0; i < shown.Observations(layer); i++)
        {
            Learn(layer, shown.Observation(layer, i));
        }
    }

    private void Learn(int layer, ActivityRows activity)
    {
        if (!_subspaces[layer].Update(activity) && _subspaces[layer].Rows > _subspaces[layer].FrozenRows)
        {
            _constantBatches[layer]++;
        }
    }

    private ActivityRows Gather(ITrainingBatch batch, int layer)
    {
        if (OptionsOf(layer).Lateral is not null && IsProjected(layer))
        {
            throw new NotSupportedException($"{Name(layer)}: lateral neurons that spike project activity, which {batch.GetType().Name} does not show (ILayerActivity); leave OjaSubspaceOptions.Lateral out.");
        }

        var width = batch.Network.Layers[layer].Inputs;
        if (_gathered.Length < batch.Rows * width)
        {
            _gathered = new float[batch.Capacity * batch.Network.Layers.Max(other => other.Inputs)];
        }

        for (var row = 0; row < batch.Rows; row++)
        {
            batch.Presynaptic(layer, row).CopyTo(_gathered.AsSpan(row * width));
        }

        return new ActivityRows(_gathered, batch.Rows, width, width);
    }

    private OjaSubspaceOptions OptionsOf(int layer) => layer == 0 ? _options.Input : _options.Hidden;

    private static string Name(int layer) => FormattableString.Invariant($"Layer {layer + 1}");
}
