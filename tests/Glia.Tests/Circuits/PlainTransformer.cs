using Glia.Circuits;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

/// <summary>A transformer in plain loops and double precision, one text at a time, written from the equations alone.</summary>
internal sealed class PlainTransformer
{
    private readonly TransformerConfiguration _c;
    private readonly Dictionary<string, double[]> _p = [];

    public PlainTransformer(Transformer model)
    {
        _c = model.Configuration;
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in model.Weights.Named())
        {
            _p[name] = parameter.detach().to_type(ScalarType.Float64).contiguous().AsSpan<double>().ToArray();
        }
    }

    /// <summary>Every value on the way, by the name of its place, as it would lie in memory for one row.</summary>
    public Dictionary<string, double[]> Run(int[] tokens)
    {
        var (d, heads, shared, size, steps) = (_c.Width, _c.Heads, _c.KeyValueHeadCount, _c.HeadWidth, tokens.Length);
        var seen = new Dictionary<string, double[]>();
        var x = new double[steps][];
        seen["hook_embed"] = [.. tokens.SelectMany(token => _p["embed.W_E"].Skip(token * d).Take(d))];
        if (_c.LearnedPositions)
        {
            seen["hook_pos_embed"] = [.. _p["pos_embed.W_pos"].Take(steps * d)];
        }

        for (var t = 0; t < steps; t++)
        {
            x[t] = [.. Enumerable.Range(0, d).Select(i => seen["hook_embed"][(t * d) + i] + (_c.LearnedPositions ? seen["hook_pos_embed"][(t * d) + i] : 0))];
        }

        for (var layer = 0; layer < _c.Layers; layer++)
        {
            var block = $"blocks.{layer}.";
            Keep(block + "hook_resid_pre", x);
            var input = Normalize(x, block + "ln1", block + "ln1.");
            double[][] q = Map(input, block + "attn", "Q", heads * size), k = Map(input, block + "attn", "K", shared * size), v = Map(input, block + "attn", "V", shared * size);
            Keep(block + "attn.hook_q", q);
            Keep(block + "attn.hook_k", k);
            Keep(block + "attn.hook_v", v);
            if (_c.QueryKeyNormalization)
            {
                (q, k) = (NormalizeHeads(q, _p[block + "attn.q_norm.w"]), NormalizeHeads(k, _p[block + "attn.k_norm.w"]));
            }

            if (_c.Rotary is not null)
            {
                (q, k) = (Turn(q), Turn(k));
                Keep(block + "attn.hook_rot_q", q);
                Keep(block + "attn.hook_rot_k", k);
            }

            var (scores, pattern) = (new double[heads * steps * steps], new double[heads * steps * steps]);
            var (z, results) = (Zeros(steps, heads * size), Zeros(steps, heads * d));
            for (var h = 0; h < heads; h++)
            {
                var g = h / (heads / shared);
                for (var t = 0; t < steps; t++)
                {
                    var row = ((h * steps) + t) * steps;
                    for (var s = 0; s < steps; s++)
                    {
                        scores[row + s] = s > t ? double.NegativeInfinity
                            : Enumerable.Range(0, size).Sum(e => q[t][(h * size) + e] * k[s][(g * size) + e]) / Math.Sqrt(size);
                    }

                    var largest = scores.Skip(row).Take(steps).Max();
                    var total = scores.Skip(row).Take(steps).Sum(score => Math.Exp(score - largest));
                    for (var s = 0; s < steps; s++)
                    {
                        pattern[row + s] = Math.Exp(scores[row + s] - largest) / total;
                        for (var e = 0; e < size; e++)
                        {
                            z[t][(h * size) + e] += pattern[row + s] * v[s][(g * size) + e];
                        }
                    }

                    for (var i = 0; i < d; i++)
                    {
                        results[t][(h * d) + i] = Enumerable.Range(0, size).Sum(e => z[t][(h * size) + e] * _p[block + "attn.W_O"][(((h * size) + e) * d) + i]);
                    }
                }
            }

            seen[block + "attn.hook_attn_scores"] = scores;
            seen[block + "attn.hook_pattern"] = pattern;
            Keep(block + "attn.hook_z", z);
            Keep(block + "attn.hook_result", results);
            var written = Map(z, block + "attn", "O", d);
            Keep(block + "hook_attn_out", written);
            x = Sum(x, written);
            if (_c.HiddenUnits > 0)
            {
                Keep(block + "hook_resid_mid", x);
                Keep(block + "hook_mlp_in", x);
                x = Sum(x, FeedForward(block, Normalize(x, block + "ln2", block + "ln2.")));
            }

            Keep(block + "hook_resid_post", x);
        }

        Keep("hook_logits", Map(Normalize(x, "ln_final", "ln_final."), "unembed", "U", _c.OutputCount));
        return seen;

        void Keep(string name, double[][] values) => seen[name] = [.. values.SelectMany(row => row)];

        double[][] FeedForward(string block, double[][] input)
        {
            var gated = _c.FeedForward == FeedForwardKind.GatedSilu;
            var pre = Map(input, block + "mlp", gated ? "gate" : "in", _c.HiddenUnits);
            var linear = gated ? Map(input, block + "mlp", "in", _c.HiddenUnits) : pre;
            var post = pre.Select((row, t) => row.Select((value, i) => _c.FeedForward switch
            {
                FeedForwardKind.GatedSilu => value / (1 + Math.Exp(-value)) * linear[t][i],
                FeedForwardKind.Relu => Math.Max(0, value),
                FeedForwardKind.GeluExact => value * 0.5 * (1 + MathNet.Numerics.SpecialFunctions.Erf(value / Math.Sqrt(2))),
                _ => 0.5 * value * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (value + (0.044715 * value * value * value)))),
            }).ToArray()).ToArray();
            Keep(block + "mlp.hook_pre", pre);
            Keep(block + "mlp.hook_post", post);
            if (gated)
            {
                Keep(block + "mlp.hook_pre_linear", linear);
            }

            var written = Map(post, block + "mlp", "out", d);
            Keep(block + "hook_mlp_out", written);
            return written;
        }

        double[][] Normalize(double[][] values, string weights, string place)
        {
            if (_c.Normalization == NormalizationKind.None)
            {
                Keep(place + "hook_normalized", values);
                return values;
            }

            var layerNorm = _c.Normalization == NormalizationKind.LayerNorm;
            var centred = values.Select(row => row.Select(value => value - (layerNorm ? row.Average() : 0)).ToArray()).ToArray();
            var scale = centred.Select(row => Math.Sqrt(row.Average(value => value * value) + _c.Epsilon)).ToArray();
            var normalized = centred.Select((row, t) =>
                row.Select((value, i) => (value / scale[t] * _p[weights + ".w"][i]) + (layerNorm ? _p[weights + ".b"][i] : 0)).ToArray()).ToArray();
            seen[place + "hook_scale"] = scale;
            Keep(place + "hook_normalized", normalized);
            return normalized;
        }
    }

    private double[][] Map(double[][] input, string part, string letter, int outputs)
    {
        var weight = letter == "U" && _c.TiedUnembedding ? null : _p[$"{part}.W_{letter}"];
        var bias = _p.GetValueOrDefault($"{part}.b_{letter}");
        return [.. input.Select(row => Enumerable.Range(0, outputs).Select(o =>
            (bias?[o] ?? 0) + row.Select((value, i) => value * (weight is null ? _p["embed.W_E"][(o * row.Length) + i] : weight[(i * outputs) + o])).Sum()).ToArray())];
    }

    private double[][] NormalizeHeads(double[][] values, double[] weights) =>
        [.. values.Select(row => row.Chunk(weights.Length).SelectMany(head =>
        {
            var scale = Math.Sqrt(head.Average(value => value * value) + _c.Epsilon);
            return head.Select((value, i) => value / scale * weights[i]);
        }).ToArray())];

    private double[][] Turn(double[][] values)
    {
        var (size, frequencies) = (_c.HeadWidth, _c.Rotary!.Frequencies(_c.HeadWidth));
        return [.. values.Select((row, t) => row.Chunk(size).SelectMany(head =>
        {
            var turned = new double[size];
            for (var j = 0; j < size / 2; j++)
            {
                var (a, b) = _c.Rotary.Layout == RotaryLayout.Half ? (j, j + (size / 2)) : (2 * j, (2 * j) + 1);
                var (sine, cosine) = Math.SinCos(t * frequencies[j]);
                turned[a] = (head[a] * cosine) - (head[b] * sine);
                turned[b] = (head[b] * cosine) + (head[a] * sine);
            }

            return turned;
        }).ToArray())];
    }

    private static double[][] Zeros(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];

    private static double[][] Sum(double[][] left, double[][] right) => [.. left.Zip(right, (a, b) => a.Zip(b, (u, v) => u + v).ToArray())];
}
