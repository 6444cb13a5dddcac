namespace Glia.Deltas;

/// <summary>Layers made ready to run: stages of an encoder and linear layers, with the lower bound of what each stage reads.</summary>
internal sealed class FrameNetwork
{
    private FrameNetwork(FrameShape input, IReadOnlyList<DeltaStage> stages, IReadOnlyList<float> floors, float outputFloor) =>
        (Input, Stages, Floors, OutputFloor) = (input, [.. stages], [.. floors], outputFloor);

    /// <summary>What comes in.</summary>
    public FrameShape Input { get; }

    /// <summary>The stages in their order.</summary>
    public DeltaStage[] Stages { get; }

    /// <summary>For each stage the floor of its activations: 0 behind a rectifier, −∞ otherwise.</summary>
    public float[] Floors { get; }

    /// <summary>The floor of what comes out.</summary>
    public float OutputFloor { get; }

    /// <summary>Joins layers.</summary>
    /// <exception cref="ArgumentException">Layers do not fit together, or a layer that is not linear stands where changes cannot pass; the message names it.</exception>
    public static FrameNetwork Of(FrameShape input, IReadOnlyList<FrameLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (input.Channels <= 0 || input.Height <= 0 || input.Width <= 0)
        {
            throw new ArgumentException($"A frame must have channels, rows and columns; got {input}.");
        }

        var (stages, floors, floor) = (new List<DeltaStage>(), new List<float>(), float.NegativeInfinity);
        var plane = FramePlane.Packed(input);
        for (var at = 0; at < layers.Count;)
        {
            FrameEncoder encoder = layers[at] switch
            {
                FrameQuantizer quantizer => new QuantizingEncoder(quantizer, plane),
                FrameThreshold threshold => new ThresholdEncoder(threshold, plane),
                var other => throw Refused(other, at == 0 ? null : layers[at - 1]),
            };
            var (operators, next) = Linear(layers, at + 1, plane);
            if (operators.Count == 0)
            {
                var other = next < layers.Count ? $", not '{layers[next].Name}'" : "";
                var advice = other.Length > 0 && layers[next] is FrameMaxPooling ? $" Put '{layers[next].Name}' before '{layers[at].Name}': the largest level is the level of the largest number." : "";
                throw new ArgumentException($"After '{layers[at].Name}' must come a linear layer{other}: changes can only be added up behind one.{advice}");
            }

            // What may stand before an encoder, in either order: the largest of rectified numbers is the rectified largest.
            var (rectifier, pooling) = (Find<FrameRectifier>(layers, next), Find<FrameMaxPooling>(layers, next));
            stages.Add(new DeltaStage(encoder, operators, pooling));
            floors.Add(floor);
            plane = stages[^1].Target;
            floor = rectifier is null ? float.NegativeInfinity : 0;
            at = next + (rectifier is null ? 0 : 1) + (pooling is null ? 0 : 1);
        }

        return stages.Count > 0 ? new FrameNetwork(input, stages, floors, floor) : throw new ArgumentException("A network needs layers.");
    }

    // The layer at a place, or right behind a layer of the other kind that may stand there.
    private static T? Find<T>(IReadOnlyList<FrameLayer> layers, int first)
        where T : FrameLayer =>
        layers.ElementAtOrDefault(first) switch
        {
            T layer => layer,
            FrameRectifier or FrameMaxPooling => layers.ElementAtOrDefault(first + 1) as T,
            _ => null,
        };

    private static (List<EventOperator> Operators, int Next) Linear(IReadOnlyList<FrameLayer> layers, int first, FramePlane source)
    {
        var operators = new List<EventOperator>();
        for (var at = first; at < layers.Count; at++)
        {
            // Batch normalisation goes into the layer before it.
            var normalization = at + 1 < layers.Count ? layers[at + 1] as FrameBatchNormalization : null;
            var plane = operators.Count == 0 ? source : operators[^1].Target;
            EventOperator? op = layers[at] switch
            {
                FrameConvolution convolution => ConvolutionOperator.Of(normalization?.FoldInto(convolution) ?? convolution, plane),
                FrameDense dense => DenseOperator.Of(normalization?.FoldInto(dense) ?? dense, plane),
                FrameAveragePooling pooling => PoolingOperator.Of(pooling, plane),
                _ => null,
            };
            if (op is null)
            {
                return (operators, at);
            }

            operators.Add(op);
            at += normalization is not null && layers[at] is FrameConvolution or FrameDense ? 1 : 0;
        }

        return (operators, layers.Count);
    }

    private static ArgumentException Refused(FrameLayer layer, FrameLayer? before) => (layer, before) switch
    {
        (_, null) => new ArgumentException($"The first layer must be a FrameQuantizer or a FrameThreshold, which turns frames into changes; got '{layer.Name}'."),
        (FrameConvolution or FrameDense or FrameAveragePooling, FrameRectifier or FrameMaxPooling) => new ArgumentException(
            $"'{before.Name}' is not linear, and no delta activation stands between it and '{layer.Name}': changes cannot pass. Put a FrameQuantizer or a FrameThreshold behind '{before.Name}'."),
        (FrameBatchNormalization, _) => new ArgumentException($"'{layer.Name}' must stand right behind a convolution or a dense layer, into which it is folded; '{before.Name}' is none."),
        _ => new ArgumentException($"'{layer.Name}' ({layer.GetType().Name}) is not linear: changes cannot pass it. One FrameRectifier and one FrameMaxPooling may stand before an encoder or the end, nothing else."),
    };
}
