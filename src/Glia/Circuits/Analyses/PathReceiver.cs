namespace Glia.Circuits;

/// <summary>Where a path ends: what a head, a feed-forward part or the unembedding reads.</summary>
/// <param name="Kind">Query, key or value input of a head, the residual stream …</param>
/// <param name="Layer">Its block.</param>
/// <param name="Head">Its head (of keys and values, for those); null for all, or where there are none.</param>
public sealed record PathReceiver(ActivationKind Kind, int Layer, int? Head = null)
{
    /// <summary>The residual stream before the unembedding: the effect is then the direct one.</summary>
    public static PathReceiver Logits(TransformerConfiguration configuration) => new(ActivationKind.ResidualPost, configuration.Layers - 1);

    /// <summary>The last layer whose heads can write to it.</summary>
    internal int LastSender => Kind is ActivationKind.ResidualMid or ActivationKind.FeedForwardIn or ActivationKind.HiddenPre or ActivationKind.HiddenPreLinear or ActivationKind.Hidden
        or ActivationKind.FeedForwardOut or ActivationKind.ResidualPost ? Layer : Layer - 1;
}
