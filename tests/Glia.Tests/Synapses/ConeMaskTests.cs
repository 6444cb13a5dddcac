using Glia.Synapses;

namespace Glia.Tests.Synapses;

public sealed class ConeMaskTests
{
    [Fact]
    public void The_papers_mask_has_the_numbers_of_its_notebook()
    {
        // The notebook counts taps: tap k of 21 is delay 20 − k.
        var mask = ConeMask.Of(21, 17, 17);
        Assert.Equal(1, mask[0, 8, 8]);
        Assert.Equal(0, mask[0, 0, 0]);
        Assert.Equal(0, mask[20, 0, 0]);
        float[] centreRow = [.3921f, .5582f, .6833f, .7829f, .8620f, .9227f, .9657f, .9914f, 1];
        Assert.All(centreRow.Select((value, i) => (value, i)), item => Assert.Equal(item.value, mask[20, 8, item.i], 5e-5f));
        Assert.Equal(.2797f, mask[20, 2, 2], 5e-5f);
        Assert.Equal(.0914f, mask[20, 0, 4], 5e-5f);
        Assert.Equal(.084f, mask[0, 8, 9], 5e-4f);
    }

    [Fact]
    public void It_is_symmetric_and_widens_with_the_delay()
    {
        var mask = ConeMask.Of(11, 9, 9);
        for (var delay = 1; delay < 11; delay++)
        {
            for (var i = 0; i < 81; i++)
            {
                Assert.True(mask[delay, i / 9, i % 9] >= mask[delay - 1, i / 9, i % 9]);
                Assert.Equal(mask[delay, i / 9, i % 9], mask[delay, i % 9, 8 - (i / 9)], 1e-6f);
            }
        }

        Assert.Equal(mask[10, 2, 3], ConeMask.Window(3, 9, 9)[0, 2, 3]);
        Assert.Equal(mask[10, 2, 3], ConeMask.Bounds(mask, 4, 2)[3, 1, 10, 2, 3]);
    }
}
