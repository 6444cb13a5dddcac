using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>The logit lens: what each layer's residual stream would say if it were the last.</summary>
/// <remarks>Source: nostalgebraist 2020.</remarks>
public static class LogitLens
{
    /// <summary>Returns the logits of the residual stream before block 0, 1, … and behind the last, [L + 1, B, T, outputs]; the last are the model's own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">[B, T].</param>
    /// <exception cref="ArgumentException">The tokens do not fit the model.</exception>
    public static Tensor Logits(Transformer model, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var run = model.RunWith(tokens, null, site => site.Kind == ActivationKind.ResidualPre);
        var layers = model.Configuration.Layers;
        var logits = Enumerable.Range(0, layers).Select(layer =>
        {
            using var last = model.RunFrom(run.Cache[ActivationKind.ResidualPre, layer], layers, null);
            return last.Logits.alias();
        }).Append(run.Logits);
        return stack([.. logits], 0).MoveToOuterDisposeScope();
    }
}
