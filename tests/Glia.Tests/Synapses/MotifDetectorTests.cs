using Glia.Random;
using Glia.Synapses;

namespace Glia.Tests.Synapses;

public sealed class MotifDetectorTests
{
    [Fact]
    public void Motifs_hidden_in_a_raster_are_found_with_their_step()
    {
        var options = new MotifOptions { Neurons = 128, Motifs = 20 };
        var motifs = MotifGenerator.Motifs(options, new RandomStream(1, "motifs"));
        var raster = MotifGenerator.Raster(motifs, 600, options, new RandomStream(1, "raster"));
        Assert.InRange(raster.Motifs.Count, 3, 30);
        Assert.True(new MotifDetector(motifs).TruePositives(raster) > 0.9);

        // Other motifs of the same kind find nothing.
        Assert.True(new MotifDetector(MotifGenerator.Motifs(options, new RandomStream(2, "motifs"))).TruePositives(raster) < 0.2);
    }

    [Fact]
    public void The_evidence_is_highest_where_a_motif_without_chance_ends()
    {
        var motifs = new SpatioTemporalKernel(2, 3, 4, 1, 1);
        motifs[0, 0, 3, 0, 0] = motifs[0, 1, 1, 0, 0] = motifs[0, 2, 0, 0, 0] = 1;
        motifs[1, 0, 0, 0, 0] = motifs[1, 1, 1, 0, 0] = motifs[1, 2, 3, 0, 0] = 1;
        var spikes = SpatioTemporalEvents.From((10, 3, 1, 1), [2, 4, 5], [0, 1, 2], [0, 0, 0], [0, 0, 0]);
        Assert.Equal([(0, 5)], new MotifDetector(motifs).Detect(spikes, 1));
        Assert.Equal(3, new MotifDetector(motifs).Evidence(spikes)[5, 0]);
        Assert.Throws<ArgumentException>(() => new MotifDetector(new SpatioTemporalKernel(2, 3, 4, 3, 1)));
    }

    [Fact]
    public void Motifs_have_the_density_asked_for_and_the_background_its_rate()
    {
        var options = new MotifOptions { Motifs = 10, MotifRate = 0, BackgroundRate = 0.01 };
        var motifs = MotifGenerator.Motifs(options, new RandomStream(3, "motifs"));
        Assert.InRange(motifs.ToArray().Count(weight => weight > 0) / (double)motifs.WeightCount, 0.03, 0.055);
        Assert.InRange(MotifGenerator.Raster(motifs, 1000, options, new RandomStream(3, "raster")).Spikes.Count, 1280 - 150, 1280 + 150);
        Assert.Throws<ArgumentException>(() => MotifGenerator.Raster(motifs, 20, options, new RandomStream(3, "raster")));
        Assert.Throws<ArgumentException>(() => MotifGenerator.Motifs(options with { Density = 0 }, new RandomStream(3, "motifs")));
    }
}
