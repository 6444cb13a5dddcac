using Glia.Random;
using Glia.Sequences;

namespace Glia.Tests.Sequences;

public sealed class SequenceTaskTests
{
    [Fact]
    public void The_cue_is_shown_first_and_asked_for_last()
    {
        var task = new DelayedCueRecall { Delay = 5, Noise = 0, CueProbability = 1 };
        var drawn = task.Draw(7, new RandomStream(1, "cues"));
        Assert.Equal((9, 12, 1), (drawn.Steps, drawn.Channels, drawn.Answers));
        for (var b = 0; b < 7; b++)
        {
            for (var t = 0; t < 9; t++)
            {
                var active = Enumerable.Range(0, 12).Where(c => drawn.Inputs[(((t * 7) + b) * 12) + c] == 1);
                Assert.Equal(t < 2 ? [2 * drawn.Targets[b], (2 * drawn.Targets[b]) + 1] : t < 7 ? [] : [10, 11], active);
            }
        }
    }

    [Fact]
    public void Noise_and_cues_come_as_often_as_said()
    {
        var drawn = new DelayedCueRecall { Delay = 96 }.Draw(200, new RandomStream(1, "cues"));
        var noise = Enumerable.Range(2 * 200, 96 * 200).Sum(step => drawn.Inputs.AsSpan(step * 12, 10).ToArray().Sum()) / (96 * 200 * 10);
        Assert.InRange(noise, 0.048, 0.052);
        Assert.Equal(4, drawn.Targets.Distinct().Count());
    }

    [Fact]
    public void Symbols_are_copied_after_the_mark()
    {
        var drawn = new CopyTask { Length = 3, Delay = 4, Symbols = 5 }.Draw(2, new RandomStream(1, "copy"));
        int At(int t, int b) => Enumerable.Range(0, 7).Single(c => drawn.Inputs[(((t * 2) + b) * 7) + c] == 1);
        for (var b = 0; b < 2; b++)
        {
            Assert.Equal([drawn.Targets[b], drawn.Targets[2 + b], drawn.Targets[4 + b], 5, 5, 5, 5, 6, 5, 5], Enumerable.Range(0, 10).Select(t => At(t, b)));
        }
    }

    [Fact]
    public void The_value_after_the_key_is_the_answer()
    {
        var drawn = new AssociativeRecall().Draw(20, new RandomStream(1, "pairs"));
        int At(int t, int b) => Enumerable.Range(0, 24).Single(c => drawn.Inputs[(((t * 20) + b) * 24) + c] == 1);
        for (var b = 0; b < 20; b++)
        {
            var keys = Enumerable.Range(0, 8).Select(pair => At(2 * pair, b)).ToList();
            Assert.Equal(8, keys.Distinct().Count());
            Assert.Equal(16 + drawn.Targets[b], At((2 * keys.IndexOf(At(16, b))) + 1, b));
        }
    }

    [Fact]
    public void Chosen_sequences_keep_inputs_and_answers_together()
    {
        var drawn = new CopyTask { Length = 2, Delay = 1 }.Draw(5, new RandomStream(1, "copy"));
        var chosen = drawn.Choose([3, 0]);
        Assert.Equal([drawn.Targets[3], drawn.Targets[0], drawn.Targets[8], drawn.Targets[5]], chosen.Targets);
        Assert.Equal(1, chosen.Inputs[drawn.Targets[3]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => drawn.Choose([5]));
    }
}
