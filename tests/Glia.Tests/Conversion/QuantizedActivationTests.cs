using CsCheck;
using Glia.Conversion;
using Glia.Random;

namespace Glia.Tests.Conversion;

public sealed class QuantizedActivationTests
{
    [Fact]
    public void The_spike_count_of_L_steps_is_the_activation_for_any_constant_input() =>
        Gen.Select(Gen.Float[-2f, 3f], Gen.Int[1, 16], Gen.Float[0.1f, 2f]).Sample((input, levels, ceiling) =>
        {
            // Where the input sits on the edge between two levels, rounding of floats decides: ties aside.
            var place = (input * levels / ceiling) + 0.5f;
            if (Math.Abs(place - MathF.Round(place)) > 1e-3f)
            {
                Assert.Equal(Activated(QuantizedActivation.Qcfs("a", 1, levels, ceiling), input), ceiling * Spikes(input, ceiling, levels).Sum() / levels, 1e-5f);
            }
        }, iter: 10_000);

    [Fact]
    public void An_input_of_four_tenths_spikes_four_times_in_ten_steps()
    {
        Assert.Equal([0, 1, 0, 1, 0, 0, 1, 0, 1, 0], Spikes(0.4f, 1, 10));
        Assert.All(Enumerable.Range(1, 200), steps => Assert.Equal((int)Math.Floor((steps * 0.37) + 0.5), Spikes(0.37f, 1, steps).Sum()));
    }

    [Fact]
    public void A_negative_spike_takes_back_what_was_sent_too_much()
    {
        float[] membrane = [0.5f, 0.5f];
        var (sent, spikes) = (new int[2], new float[2]);
        IntegrateAndFireCells.SignedStep([0.6f, -0.6f], membrane, sent, spikes, 1, [3, 5]);
        Assert.Equal([1, 0], spikes);
        var activity = IntegrateAndFireCells.SignedStep([-0.6f, -0.6f], membrane, sent, spikes, 1, [3, 5]);
        Assert.Equal([-1, 0], spikes);
        Assert.Equal([0, 0], sent);
        Assert.Equal(new SpikingActivity(1, 3), activity);
    }

    [Fact]
    public void Both_rules_are_one_function_and_clip_at_both_ends()
    {
        float[] inputs = [-1, 0, 0.1f, 0.124f, 0.126f, 0.4f, 0.9f, 5];
        float[] expected = [0, 0, 0, 0, 0.25f, 0.5f, 1, 1];
        foreach (var activation in new[] { QuantizedActivation.Qcfs("a", 8, 4, 1), QuantizedActivation.Lsq("a", 8, 4, 0.25f) })
        {
            var outputs = new float[8];
            activation.Forward(inputs, outputs);
            Assert.Equal(expected, outputs);
            Assert.Equal(1, activation.Ceiling);
        }
    }

    [Fact]
    public void Gradients_are_those_of_the_straight_through_rounding()
    {
        // c = x/q with q = 0.25: below 0, inside (1.6, rounded to 2), above L.
        float[] inputs = [-1, 0.4f, 3];
        float[] errors = [1, 10, 100];
        foreach (var (activation, scale) in new[] { (QuantizedActivation.Qcfs("a", 3, 4, 1), 0.25f), (QuantizedActivation.Lsq("a", 3, 4, 0.25f), 1 / MathF.Sqrt(12)) })
        {
            var (inputError, gradient) = (new float[3], new float[1]);
            activation.Backward(inputs, errors, inputError, gradient);
            Assert.Equal([0, 10, 0], inputError);
            Assert.Equal(scale * ((10 * 0.4f) + (100 * 4)), gradient[0], 1e-3f);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void Whole_vectors_and_the_rest_give_what_single_units_give(int size)
    {
        var random = new RandomStream(4, "vectors");
        var (inputs, errors) = (new float[size], new float[size]);
        random.FillGaussian(inputs, 0.3f, 1);
        random.FillGaussian(errors, 0, 1);
        var (all, outputs, inputError, gradient) = (QuantizedActivation.Qcfs("a", size, 4, 1), new float[size], new float[size], new float[1]);
        all.Forward(inputs, outputs);
        all.Backward(inputs, errors, inputError, gradient);
        var single = QuantizedActivation.Qcfs("a", 1, 4, 1);
        var (sum, error) = (new float[1], new float[1]);
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(Activated(single, inputs[i]), outputs[i]);
            single.Backward([inputs[i]], [errors[i]], error, sum);
            Assert.Equal(error[0], inputError[i]);
        }

        Assert.Equal(sum[0], gradient[0], 1e-4f);
    }

    [Fact]
    public void The_ceiling_is_fitted_by_the_mean_size_of_what_goes_in_and_must_be_positive()
    {
        var activation = QuantizedActivation.Lsq("a", 4, 4, 1);
        activation.FitCeiling([1, -1, 2, 0]);
        Assert.Equal(4, activation.Ceiling, 1e-6f);
        Assert.Contains("a: the ceiling", Assert.Throws<ArgumentException>(() => activation.FitCeiling(new float[4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedActivation.Qcfs("a", 4, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedActivation.Qcfs("a", 4, 0, 1));
    }

    private static float Activated(QuantizedActivation activation, float input)
    {
        Span<float> output = [0];
        activation.Forward([input], output);
        return output[0];
    }

    private static int[] Spikes(float input, float threshold, int steps)
    {
        float[] membrane = [threshold / 2];
        var spikes = new float[1];
        return [.. Enumerable.Range(0, steps).Select(_ => (int)IntegrateAndFireCells.Step([input], membrane, spikes, threshold, [1]).Spikes)];
    }
}
