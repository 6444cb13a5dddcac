using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Networks;

public sealed class DescentRuleTests
{
    private const int Count = 37;

    [Fact]
    public void Plain_descent_follows_the_gradient()
    {
        float[] parameters = [1, 2];
        DescentRule.Plain.Start(2).Step(parameters, [4, -8], .25f);
        Assert.Equal([0, 4], parameters);
    }

    [Fact]
    public void Momentum_is_that_of_the_definition()
    {
        var velocity = new double[Count];
        AssertFollows(DescentRule.Momentum(.8), (i, gradient, _) => velocity[i] = (.8 * velocity[i]) + gradient);
    }

    [Fact]
    public void Adam_is_that_of_the_paper()
    {
        double[] mean = new double[Count], square = new double[Count];
        AssertFollows(DescentRule.Adam(.9, .99, 1e-4), (i, gradient, step) =>
        {
            mean[i] = (.9 * mean[i]) + (.1 * gradient);
            square[i] = (.99 * square[i]) + (.01 * gradient * gradient);
            return mean[i] / (1 - Math.Pow(.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(.99, step))) + 1e-4);
        });
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DescentRule.Momentum(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DescentRule.Adam(beta1: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DescentRule.Adam(epsilon: 0));
    }

    private static void AssertFollows(DescentRule rule, Func<int, double, int, double> direction)
    {
        var random = new RandomStream(1, "descent");
        float[] parameters = new float[Count], gradient = new float[Count];
        random.FillUniform(parameters, -1, 1);
        double[] expected = [.. parameters];
        var descent = rule.Start(Count);
        for (var step = 1; step <= 20; step++)
        {
            random.FillGaussian(gradient, 0, 1);
            descent.Step(parameters, gradient, .05f);
            for (var i = 0; i < Count; i++)
            {
                expected[i] -= .05 * direction(i, gradient[i], step);
            }
        }

        Assert.All(expected.Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
