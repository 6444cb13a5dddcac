using Glia.Random;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Next-token training of a language model on windows of a text.</summary>
/// <remarks>
/// Each row of the batch reads on through the text from a place of its own; the state goes over from window to window, cut from the graph, so that
/// memory longer than a window can be used where a model has it. A model with a context starts anew with each window.
/// AdamW (0.9, 0.95), cosine schedule after a linear start of 5 %, gradient norm at most 1.
/// </remarks>
public static class LanguageModelTraining
{
    private const int StepsBetweenChecks = 10;
    private const double LargestNorm = 1;

    /// <summary>Trains a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The text; at least window + 1 tokens.</param>
    /// <param name="options">Settings.</param>
    /// <param name="random">Source of the places where the rows begin.</param>
    /// <param name="progress">Called every 10 steps with the step and its loss in bits per token; may be null.</param>
    /// <returns>Loss of every step in bits per token.</returns>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    /// <exception cref="ArithmeticException">The loss is no number any more.</exception>
    public static double[] Train(ILanguageModel model, IReadOnlyList<int> tokens, LanguageTrainingOptions options, RandomStream random, Action<int, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (tokens.Count < options.Window + 1)
        {
            throw new ArgumentException($"A window of {options.Window} tokens needs a text of at least {options.Window + 1}; got {tokens.Count}.", nameof(tokens));
        }

        var places = Enumerable.Range(0, options.Batch).Select(_ => random.NextInt(tokens.Count - options.Window)).ToArray();
        var start = options.Steps / 20;
        var schedule = Schedule.AfterLinearStart(Schedule.Cosine(options.LearningRate, Math.Max(1, options.Steps - start)), start);
        var trained = model.Trained.ToList();
        var adam = new Adam(trained, schedule, new AdamOptions { SecondMomentDecay = 0.95, DecoupledWeightDecay = options.WeightDecay });
        var losses = new double[options.Steps];
        LanguageModelState? state = null;
        for (var step = 0; step < options.Steps; step++)
        {
            using var scope = NewDisposeScope();
            var (inputs, targets) = Window(tokens, places, options.Window);
            var (logits, after) = model.Run(inputs, state);
            var loss = nn.functional.cross_entropy(logits.view(-1, model.Vocabulary), targets);
            losses[step] = loss.item<float>() / Math.Log(2);
            if (!double.IsFinite(losses[step]))
            {
                throw new ArithmeticException(FormattableString.Invariant($"The loss at step {step} is {losses[step]}{Activity(model, after)}. Use a smaller learning rate than {options.LearningRate}, or weaker feedback in the neurons."));
            }

            adam.ZeroGradients();
            loss.backward();
            GradientNorm.Clip(trained, LargestNorm);
            adam.Step();
            options.AfterStep?.Invoke();
            state?.Dispose();
            state = model.Context is null ? after.Copy() : null;
            after.Dispose();
            if (step % StepsBetweenChecks == 0)
            {
                progress?.Invoke(step, losses[step]);
            }
        }

        state?.Dispose();
        return losses;
    }

    private static string Activity(ILanguageModel model, LanguageModelState state)
    {
        if (model is not SpikingLanguageModel spiking)
        {
            return "";
        }

        var rate = spiking.SpikeRates.Average();
        return FormattableString.Invariant($"; spike rate {rate:0.###}{(spiking.LargestAstrocyte(state) is { } largest ? FormattableString.Invariant($", max |a| of the astrocytes {largest:0.###}") : "")}");
    }

    // A row that reaches the end of the text goes on at its beginning; the jump is one wrong memory in many thousand characters.
    private static (Tensor Inputs, Tensor Targets) Window(IReadOnlyList<int> tokens, int[] places, int window)
    {
        var (inputs, targets) = (new long[window * places.Length], new long[window * places.Length]);
        for (var row = 0; row < places.Length; row++)
        {
            if (places[row] + window >= tokens.Count)
            {
                places[row] = 0;
            }

            for (var t = 0; t < window; t++)
            {
                inputs[(t * places.Length) + row] = tokens[places[row] + t];
                targets[(t * places.Length) + row] = tokens[places[row] + t + 1];
            }

            places[row] += window;
        }

        return (tensor(inputs, [window, places.Length]), tensor(targets));
    }
}
