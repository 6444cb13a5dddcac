using System.Collections.Frozen;
using System.Globalization;

namespace Glia.Circuits;

/// <summary>A place in a transformer where a value can be read or replaced.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Layer">The block, from 0; 0 for what lies outside the blocks.</param>
public readonly record struct ActivationSite(ActivationKind Kind, int Layer = 0)
{
    private static readonly FrozenDictionary<ActivationKind, string> Names = new Dictionary<ActivationKind, string>
    {
        [ActivationKind.Embed] = "hook_embed",
        [ActivationKind.PositionEmbed] = "hook_pos_embed",
        [ActivationKind.ResidualPre] = "blocks.*.hook_resid_pre",
        [ActivationKind.AttentionIn] = "blocks.*.hook_attn_in",
        [ActivationKind.QueryInput] = "blocks.*.hook_q_input",
        [ActivationKind.KeyInput] = "blocks.*.hook_k_input",
        [ActivationKind.ValueInput] = "blocks.*.hook_v_input",
        [ActivationKind.AttentionNormScale] = "blocks.*.ln1.hook_scale",
        [ActivationKind.AttentionNormalized] = "blocks.*.ln1.hook_normalized",
        [ActivationKind.Query] = "blocks.*.attn.hook_q",
        [ActivationKind.Key] = "blocks.*.attn.hook_k",
        [ActivationKind.Value] = "blocks.*.attn.hook_v",
        [ActivationKind.RotatedQuery] = "blocks.*.attn.hook_rot_q",
        [ActivationKind.RotatedKey] = "blocks.*.attn.hook_rot_k",
        [ActivationKind.AttentionScores] = "blocks.*.attn.hook_attn_scores",
        [ActivationKind.Pattern] = "blocks.*.attn.hook_pattern",
        [ActivationKind.MixedValue] = "blocks.*.attn.hook_z",
        [ActivationKind.HeadResult] = "blocks.*.attn.hook_result",
        [ActivationKind.AttentionOut] = "blocks.*.hook_attn_out",
        [ActivationKind.ResidualMid] = "blocks.*.hook_resid_mid",
        [ActivationKind.FeedForwardIn] = "blocks.*.hook_mlp_in",
        [ActivationKind.FeedForwardNormScale] = "blocks.*.ln2.hook_scale",
        [ActivationKind.FeedForwardNormalized] = "blocks.*.ln2.hook_normalized",
        [ActivationKind.HiddenPre] = "blocks.*.mlp.hook_pre",
        [ActivationKind.HiddenPreLinear] = "blocks.*.mlp.hook_pre_linear",
        [ActivationKind.Hidden] = "blocks.*.mlp.hook_post",
        [ActivationKind.FeedForwardOut] = "blocks.*.hook_mlp_out",
        [ActivationKind.ResidualPost] = "blocks.*.hook_resid_post",
        [ActivationKind.FinalNormScale] = "ln_final.hook_scale",
        [ActivationKind.FinalNormalized] = "ln_final.hook_normalized",
        [ActivationKind.Logits] = "hook_logits",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ActivationKind> Kinds = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Whether the place is inside a block.</summary>
    public bool IsInBlock => Names[Kind].StartsWith("blocks", StringComparison.Ordinal);

    /// <summary>The name that TransformerLens gives it: <c>blocks.3.attn.hook_z</c>.</summary>
    public string Name => Names[Kind].Replace("*", Layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Whether it is computed only where it is asked for by name, since it costs much: what each head reads and writes apart.</summary>
    public bool IsOptional => Kind is ActivationKind.AttentionIn or ActivationKind.QueryInput or ActivationKind.KeyInput or ActivationKind.ValueInput or ActivationKind.HeadResult;

    /// <summary>What its dimensions count, in order.</summary>
    public IReadOnlyList<ActivationAxis> Axes => AxesOf(Kind);

    /// <summary>Every place of a model, in the order of the computation.</summary>
    public static IEnumerable<ActivationSite> All(TransformerConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var kinds = Enum.GetValues<ActivationKind>().Where(kind => Exists(kind, configuration)).Select(kind => new ActivationSite(kind)).ToArray();
        var first = kinds.TakeWhile(site => !site.IsInBlock);
        var last = kinds.SkipWhile(site => !site.IsInBlock).SkipWhile(site => site.IsInBlock);
        var inBlocks = kinds.Where(site => site.IsInBlock).ToArray();
        return [.. first, .. Enumerable.Range(0, configuration.Layers).SelectMany(layer => inBlocks.Select(site => site with { Layer = layer })), .. last];
    }

    /// <summary>Reads a name of TransformerLens.</summary>
    /// <exception cref="FormatException">No place has that name; the message gives the nearest.</exception>
    public static ActivationSite Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('.');
        var layer = 0;
        if (parts.Length > 2 && parts[0] == "blocks" && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out layer))
        {
            parts[1] = "*";
        }

        return Kinds.TryGetValue(string.Join('.', parts), out var kind) ? new ActivationSite(kind, layer)
            : throw new FormatException($"No activation is called '{name}'. The names are {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal)).Replace("*", "<layer>", StringComparison.Ordinal)}.");
    }

    /// <summary>Returns the shape of the activation for so many rows and positions.</summary>
    /// <param name="configuration">The model's.</param>
    /// <param name="rows">B.</param>
    /// <param name="positions">T.</param>
    public long[] Shape(TransformerConfiguration configuration, long rows, long positions)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var kind = Kind;
        return [.. Axes.Select(axis => axis switch
        {
            ActivationAxis.Row => rows,
            ActivationAxis.Position or ActivationAxis.KeyPosition => positions,
            ActivationAxis.Head => configuration.Heads,
            ActivationAxis.KeyValueHead => configuration.KeyValueHeadCount,
            _ => Features(kind, configuration),
        })];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Throws if a model has no such place.</summary>
    internal void Require(TransformerConfiguration configuration)
    {
        if (IsInBlock && (Layer < 0 || Layer >= configuration.Layers))
        {
            throw new ArgumentException($"{Name}: the model has layers 0 … {configuration.Layers - 1}.");
        }

        if (!Exists(Kind, configuration))
        {
            throw new ArgumentException($"{Name}: the model computes no such value ({configuration.Normalization} norm, {configuration.FeedForward} behind attention, {(configuration.Rotary is null ? "no" : "with")} rotary positions).");
        }
    }

    private static bool Exists(ActivationKind kind, TransformerConfiguration configuration) => kind switch
    {
        ActivationKind.PositionEmbed => configuration.LearnedPositions,
        ActivationKind.RotatedQuery or ActivationKind.RotatedKey => configuration.Rotary is not null,
        ActivationKind.AttentionNormScale or ActivationKind.FinalNormScale => configuration.Normalization != NormalizationKind.None,
        ActivationKind.FeedForwardNormScale => configuration.HiddenUnits > 0 && configuration.Normalization != NormalizationKind.None,
        ActivationKind.ResidualMid or ActivationKind.FeedForwardIn or ActivationKind.FeedForwardNormalized or ActivationKind.HiddenPre or ActivationKind.Hidden or ActivationKind.FeedForwardOut =>
            configuration.HiddenUnits > 0,
        ActivationKind.HiddenPreLinear => configuration.FeedForward == FeedForwardKind.GatedSilu,
        _ => true,
    };

    private static ActivationAxis[] AxesOf(ActivationKind kind) => kind switch
    {
        ActivationKind.AttentionScores or ActivationKind.Pattern => [ActivationAxis.Row, ActivationAxis.Head, ActivationAxis.Position, ActivationAxis.KeyPosition],
        ActivationKind.AttentionIn or ActivationKind.QueryInput or ActivationKind.Query or ActivationKind.RotatedQuery or ActivationKind.MixedValue or ActivationKind.HeadResult =>
            [ActivationAxis.Row, ActivationAxis.Position, ActivationAxis.Head, ActivationAxis.Feature],
        ActivationKind.KeyInput or ActivationKind.ValueInput or ActivationKind.Key or ActivationKind.Value or ActivationKind.RotatedKey =>
            [ActivationAxis.Row, ActivationAxis.Position, ActivationAxis.KeyValueHead, ActivationAxis.Feature],
        _ => [ActivationAxis.Row, ActivationAxis.Position, ActivationAxis.Feature],
    };

    private static long Features(ActivationKind kind, TransformerConfiguration configuration) => kind switch
    {
        ActivationKind.AttentionNormScale or ActivationKind.FeedForwardNormScale or ActivationKind.FinalNormScale => 1,
        ActivationKind.Query or ActivationKind.Key or ActivationKind.Value or ActivationKind.RotatedQuery or ActivationKind.RotatedKey or ActivationKind.MixedValue => configuration.HeadWidth,
        ActivationKind.HiddenPre or ActivationKind.HiddenPreLinear or ActivationKind.Hidden => configuration.HiddenUnits,
        ActivationKind.Logits => configuration.OutputCount,
        _ => configuration.Width,
    };
}
