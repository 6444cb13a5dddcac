using Glia.Language;
using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Language;

public sealed class LanguageModelTests
{
    private const int Vocabulary = 11;

    public static TheoryData<string> Names => ["astrocyte", "lif", "gru", "gpt", "recurrent", "rwkv", "memory"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Token_by_token_gives_the_logits_of_the_whole_text(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(name);
        var tokens = Tokens(24, 2);
        var (whole, end) = model.Run(tokens, null);
        end.Dispose();
        LanguageModelState? state = null;
        for (var t = 0; t < 24; t++)
        {
            var (logits, next) = model.Run(tokens.narrow(0, t, 1), state);
            state?.Dispose();
            state = next;
            Assert.True(allclose(whole[t], logits[0], 1e-4, 1e-5), $"Step {t} differs.");
        }

        Assert.Equal(24, state!.Tokens);
        state.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Later_tokens_change_no_earlier_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(name);
        var tokens = Tokens(12, 1);
        var changed = tokens.clone();
        changed.AsSpan<long>()[^1] = (changed.AsSpan<long>()[^1] + 1) % Vocabulary;
        var ((first, one), (second, two)) = (model.Run(tokens, null), model.Run(changed, null));
        one.Dispose();
        two.Dispose();
        Assert.True(allclose(first.narrow(0, 0, 11), second.narrow(0, 0, 11), 1e-6, 1e-7));
        Assert.False(allclose(first[11], second[11], 1e-6, 1e-7));
    }

    [Theory]
    [InlineData("astrocyte", 2 * ((2 * 8) + (2 * 5 * 8)) * 4, 0)]
    [InlineData("gpt", 0, 2 * 2 * 8 * 4)]
    public void The_state_of_spikes_stays_and_the_cache_grows(string name, int fixedBytes, int bytesPerToken)
    {
        using var model = Model(name);
        var costs = GenerationBenchmark.Measure([model], [3, 9], rounds: 0, new RandomStream(1, "cost"))[0];
        Assert.Equal([fixedBytes + (3 * bytesPerToken), fixedBytes + (9 * bytesPerToken)], costs.Select(cost => cost.StateBytes));
        Assert.All(costs, cost => Assert.True(double.IsNaN(cost.Milliseconds)));
    }

    [Fact]
    public void A_model_that_knows_nothing_needs_the_bits_of_its_vocabulary()
    {
        using var model = Model("gru");
        foreach (var parameter in model.Trained)
        {
            parameter.AsSpan<float>().Clear();
        }

        var bits = model.Bits([.. Enumerable.Range(0, 500).Select(i => i % Vocabulary)]);
        Assert.Equal(499, bits.Length);
        Assert.All(bits, number => Assert.Equal(Math.Log2(Vocabulary), number, 1e-5));
    }

    [Theory]
    [InlineData("astrocyte", 60)]
    [InlineData("gpt", 60)]
    [InlineData("rwkv", 60)]
    [InlineData("recurrent", 60)]
    [InlineData("memory", 150)]
    public void Training_learns_a_text_that_repeats(string name, int steps)
    {
        using var model = Model(name);
        int[] text = [.. Enumerable.Range(0, 600).Select(i => i % 5)];
        var losses = LanguageModelTraining.Train(model, text, new LanguageTrainingOptions { Steps = steps, Window = 16, Batch = 4, LearningRate = 0.02 }, new RandomStream(1, "train"));
        Assert.True(losses[^1] < 0.3 * losses[0], $"From {losses[0]} to {losses[^1]} bits.");
        Assert.True(model.Bits(text[..100]).Average() < 0.5 * losses[0]);
    }

    [Fact]
    public void Generation_is_the_same_for_the_same_stream_and_stays_in_the_vocabulary()
    {
        using var model = Model("astrocyte");
        var first = model.Generate([1, 2, 3], 20, new RandomStream(1, "draw"), temperature: 1);
        Assert.Equal(first, model.Generate([1, 2, 3], 20, new RandomStream(1, "draw"), temperature: 1));
        Assert.All(first, token => Assert.InRange(token, 0, Vocabulary - 1));
        Assert.Throws<ArgumentException>(() => model.Generate([], 1, new RandomStream(1, "draw"), temperature: 1));
    }

    [Fact]
    public void A_text_beyond_the_context_and_a_state_of_another_batch_are_refused()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var transformer = Model("gpt");
        Assert.Contains("32", Assert.Throws<ArgumentException>(() => transformer.Run(Tokens(33, 1), null)).Message, StringComparison.Ordinal);
        using var spiking = Model("lif");
        using var state = spiking.Run(Tokens(2, 3), null).State;
        Assert.Contains("batch", Assert.Throws<ArgumentException>(() => spiking.Run(Tokens(2, 1), state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_reported_with_step_spike_rate_and_astrocytes()
    {
        using var model = Model("astrocyte");
        model.Trained[0].AsSpan<float>()[0] = float.NaN;
        var text = Enumerable.Repeat(0, 100).ToArray();
        var error = Assert.Throws<ArithmeticException>(() => LanguageModelTraining.Train(model, text, new LanguageTrainingOptions { Steps = 3, Window = 16, Batch = 2 }, new RandomStream(1, "train")));
        Assert.Contains("step 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("spike rate", error.Message, StringComparison.Ordinal);
        Assert.Contains("max |a|", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_in_parameters_are_the_model_in_the_manner_of_spikegpt_and_the_plain_one()
    {
        static long Parameters(SpikingTimeMixing mixing)
        {
            using var model = new SpikingLanguageModel(new SpikingLanguageModelOptions { Vocabulary = 60, Width = 64, TimeMixing = mixing }, new RandomStream(1, "model"));
            return model.Trained.Sum(parameter => parameter.numel());
        }

        Assert.InRange(Parameters(SpikingTimeMixing.Rwkv) / (double)Parameters(SpikingTimeMixing.TokenShift), 0.98, 1.02);
    }

    private static ILanguageModel Model(string name) => name switch
    {
        "gru" => new RecurrentLanguageModel(Vocabulary, 8, 2, new RandomStream(1, name)),
        "gpt" => new CausalTransformer(new CausalTransformerOptions { Vocabulary = Vocabulary, Width = 8, Heads = 2, Context = 32 }, new RandomStream(1, name)),
        "lif" => new SpikingLanguageModel(new SpikingLanguageModelOptions { Vocabulary = Vocabulary, Width = 8 }, new RandomStream(1, name)),
        "recurrent" => new SpikingLanguageModel(new SpikingLanguageModelOptions { Vocabulary = Vocabulary, Width = 8, TimeMixing = SpikingTimeMixing.Recurrent }, new RandomStream(1, name)),
        "rwkv" => new SpikingLanguageModel(new SpikingLanguageModelOptions { Vocabulary = Vocabulary, Width = 8, TimeMixing = SpikingTimeMixing.Rwkv }, new RandomStream(1, name)),
        _ => new SpikingLanguageModel(
            new SpikingLanguageModelOptions { Vocabulary = Vocabulary, Width = 8, Neuron = _ => new AstrocyteModulatedLif(), MemoryHeads = name == "memory" ? 2 : 0 }, new RandomStream(1, name)),
    };

    private static Tensor Tokens(int steps, int batch)
    {
        var random = new RandomStream(1, "tokens");
        return tensor(Enumerable.Range(0, steps * batch).Select(_ => (long)random.NextInt(Vocabulary)).ToArray(), [steps, batch]);
    }
}
