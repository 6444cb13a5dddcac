namespace Glia.Neurons;

/// <summary>Whether a membrane that stands exactly at the threshold spikes; libraries differ.</summary>
public enum ThresholdComparison
{
    /// <summary>s = [h ≥ θ], as SpikingJelly; Glia's default.</summary>
    GreaterOrEqual,

    /// <summary>s = [h &gt; θ], as snnTorch and Norse.</summary>
    Greater,
}
