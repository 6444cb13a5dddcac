using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>An associative memory that fades: pairs of key and value are written into a matrix, from which a query reads.</summary>
/// <remarks>
/// <para>A_t = ρ A_{t−1} + k_t v_tᵀ; y_t = q_tᵀ A_t. All steps at once as matrix products, (Q Kᵀ ⊙ D) V + decay · Q A₀ with D_ts = ρ^(t−s) for s ≤ t.</para>
/// <para>Linear attention with decay; the reading that astrocytes could hold A follows Kozachkov and others 2023 (PNAS 120), from memory. Cost: O(T²) a run; split long sequences.</para>
/// </remarks>
public static class DecayedAssociation
{
    /// <summary>Runs a sequence.</summary>
    /// <param name="queries">[T, B, H, d_k].</param>
    /// <param name="keys">[T, B, H, d_k].</param>
    /// <param name="values">[T, B, H, d_v].</param>
    /// <param name="logRetention">ln ρ of each head, [H], at most 0.</param>
    /// <param name="state">A before the first step, [B, H, d_k, d_v]; null for an empty memory.</param>
    /// <returns>What was read, [T, B, H, d_v], and A after the last step.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static (Tensor Output, Tensor State) Run(Tensor queries, Tensor keys, Tensor values, Tensor logRetention, Tensor? state)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(logRetention);
        if (queries.dim() != 4 || !queries.shape.SequenceEqual(keys.shape) || values.dim() != 4 || !values.shape.AsSpan(0, 3).SequenceEqual(keys.shape.AsSpan(0, 3)) || logRetention.numel() != keys.shape[2])
        {
            throw new ArgumentException(
                $"Queries and keys are [T, B, H, d_k], values [T, B, H, d_v], retentions [H]; got [{string.Join(", ", queries.shape)}], [{string.Join(", ", keys.shape)}], "
                + $"[{string.Join(", ", values.shape)}], [{string.Join(", ", logRetention.shape)}].");
        }

        using var scope = NewDisposeScope();
        var steps = keys.shape[0];
        var (q, k, v) = (queries.permute(1, 2, 0, 3), keys.permute(1, 2, 0, 3), values.permute(1, 2, 0, 3));
        var time = arange(KeptScalar.Of(steps), keys.dtype);
        var rate = logRetention.view(-1, 1, 1);

        // ρ^(t−s) below the diagonal; the exponent is cut at 0, where the power of the upper half could overflow.
        var age = time.unsqueeze(1).sub(time).clamp_min(KeptScalar.Of(0.0));
        var fading = rate.mul(age).exp().tril();
        var read = matmul(matmul(q, k.transpose(2, 3)).mul(fading), v);
        var written = matmul(k.mul(rate.mul(time.neg().Plus(steps - 1).view(-1, 1)).exp()).transpose(2, 3), v);
        if (state is not null)
        {
            read = read.Plus(matmul(q, state).mul(rate.mul(time.Plus(1).view(-1, 1)).exp()));
            written = written.Plus(state.mul(rate.Times(steps).exp()));
        }

        return (read.permute(2, 0, 1, 3).MoveToOuterDisposeScope(), written.MoveToOuterDisposeScope());
    }
}
