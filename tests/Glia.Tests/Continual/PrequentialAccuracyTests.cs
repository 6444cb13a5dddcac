using Glia.Continual;

namespace Glia.Tests.Continual;

public sealed class PrequentialAccuracyTests
{
    [Fact]
    public void Windows_and_mean_are_those_of_counting()
    {
        var accuracy = new PrequentialAccuracy(window: 20);
        foreach (var correct in new[] { 10, 0, 5, 6, 9 })
        {
            accuracy.Add(correct, 10);
        }

        Assert.Equal([0.5, 0.55], accuracy.Windows);
        Assert.Equal(0.6, accuracy.Mean);
        Assert.Equal(50, accuracy.Samples);
    }

    [Fact]
    public void What_cannot_be_counted_is_refused()
    {
        var accuracy = new PrequentialAccuracy(20);
        Assert.Throws<ArgumentOutOfRangeException>(() => accuracy.Add(11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => accuracy.Add(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => accuracy.Add(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrequentialAccuracy(0));
    }
}
