using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>One block of a <see cref="CausalTransformer"/>.</summary>
internal sealed class TransformerBlock : nn.Module
{
    private readonly int _heads;
    private readonly LayerNorm _attentionNorm;
    private readonly LayerNorm _feedForwardNorm;
    private readonly Parameter _queryKeyValue;
    private readonly Parameter _attentionOut;
    private readonly Parameter _wide;
    private readonly Parameter _narrow;

    public TransformerBlock(CausalTransformerOptions options, RandomStream random)
        : base(nameof(TransformerBlock))
    {
        var (width, wide) = (options.Width, options.Width * options.Expansion);
        var residual = 0.02 / Math.Sqrt(2 * options.Layers);
        _heads = options.Heads;
        (_attentionNorm, _feedForwardNorm) = (nn.LayerNorm(width), nn.LayerNorm(width));
        _queryKeyValue = new Parameter(TensorInitialization.Gaussian(random.Child("query, key, value"), [3 * width, width], 0, 0.02));
        _attentionOut = new Parameter(TensorInitialization.Gaussian(random.Child("attention out"), [width, width], 0, residual));
        _wide = new Parameter(TensorInitialization.Gaussian(random.Child("wide"), [wide, width], 0, 0.02));
        _narrow = new Parameter(TensorInitialization.Gaussian(random.Child("narrow"), [width, wide], 0, residual));
        RegisterComponents();
    }

    /// <summary>Runs [T, B, d] after so many tokens, whose keys and values the cache [2, B, heads, context, d/heads] holds; theirs are written into it.</summary>
    public Tensor Run(Tensor input, Tensor? cache, int before)
    {
        var (steps, batch, width) = (input.shape[0], input.shape[1], input.shape[2]);
        var parts = nn.functional.linear(_attentionNorm.call(input), _queryKeyValue).view(steps, batch, 3, _heads, width / _heads).permute(2, 1, 3, 0, 4);
        var (query, keys, values) = (parts[0], parts[1], parts[2]);
        if (cache is not null)
        {
            cache.narrow(3, before, steps).copy_(parts.narrow(0, 1, 2));
            (keys, values) = (cache[0].narrow(2, 0, before + steps), cache[1].narrow(2, 0, before + steps));
        }

        var scores = matmul(query, keys.transpose(2, 3)).Times(1 / Math.Sqrt(width / _heads));
        if (steps > 1)
        {
            // The query at place i sees the keys up to before + i.
            var future = ones(steps, before + steps, ScalarType.Bool).triu(before + 1);
            scores = scores.masked_fill(future, KeptScalar.Of(double.NegativeInfinity));
        }

        var attended = matmul(scores.softmax(3), values).permute(2, 0, 1, 3).reshape(steps, batch, width);
        var middle = input.Plus(nn.functional.linear(attended, _attentionOut));
        return middle.Plus(nn.functional.linear(nn.functional.gelu(nn.functional.linear(_feedForwardNorm.call(middle), _wide)), _narrow));
    }
}
