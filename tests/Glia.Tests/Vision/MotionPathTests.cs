using Glia.Random;
using Glia.Vision;

namespace Glia.Tests.Vision;

/// <summary>Classes of motion, paths, and films along them.</summary>
public sealed class MotionPathTests
{
    [Theory]
    [InlineData(0, 0, 0.25)]
    [InlineData(12, 0.2617994, 0.3968503)]
    [InlineData(24, 0, 0.6299605)]
    [InlineData(35, 5.7595865, 0.6299605)]
    public void The_papers_classes_are_those_of_its_notebook(int motion, double direction, double speed)
    {
        Assert.Equal(direction, MotionClasses.Paper.Direction(motion), 1e-7);
        Assert.Equal(speed, MotionClasses.Paper.Speed(motion), 1e-7);
    }

    [Fact]
    public void All_36_velocities_differ_and_each_has_an_opposite()
    {
        var classes = MotionClasses.Paper;
        Assert.Equal(36, classes.Count);
        var velocities = Enumerable.Range(0, 36).Select(classes.Velocity).ToList();
        var nearest = velocities.SelectMany((a, i) => velocities.Skip(i + 1).Select(b => double.Hypot(a.X - b.X, a.Y - b.Y))).Min();
        Assert.True(nearest > 0.12, $"two velocities are only {nearest} px/ms apart");
        for (var motion = 0; motion < 36; motion++)
        {
            var opposite = classes.Velocity(classes.Opposite(motion));
            Assert.Equal(-velocities[motion].X, opposite.X, 1e-12);
            Assert.Equal(-velocities[motion].Y, opposite.Y, 1e-12);
        }

        Assert.Throws<InvalidOperationException>(() => new MotionClasses(3, [1]).Opposite(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => classes.Speed(36));
        Assert.Throws<ArgumentException>(() => new MotionClasses(4, [0.5, -1]));
    }

    [Fact]
    public void Blocks_of_a_saccadic_path_last_24_milliseconds_on_average_and_all_motions_occur()
    {
        var path = EyeMovementPath.Saccadic(MotionClasses.Paper, 100_000, new RandomStream(1, "path"));
        var switches = 0;
        for (var t = 1; t < path.Steps; t++)
        {
            switches += path.Labels[t] == path.Labels[t - 1] ? 0 : 1;
        }

        // One draw in 36 repeats the motion.
        Assert.InRange(path.Steps * 35.0 / 36 / switches, 22.5, 25.5);
        Assert.Equal(36, path.Labels.ToArray().Distinct().Count());
        Assert.False(path.IsConstant);
        Assert.True(EyeMovementPath.Constant(MotionClasses.Paper, 50, 7).IsConstant);
    }

    [Fact]
    public void The_content_of_a_film_moves_with_the_velocity_of_the_class()
    {
        var classes = new MotionClasses(4, [1]);
        var image = Whitening.Apply(DeadLeaves.Draw(new RandomStream(2, "leaves"), new DeadLeavesOptions { Size = 128, Leaves = 500 }));
        var right = ImageMovie.Film(image, EyeMovementPath.Constant(classes, 10, 0), 16, 16, new RandomStream(3, "film"));
        var down = ImageMovie.Film(image, EyeMovementPath.Constant(classes, 10, 1), 16, 16, new RandomStream(3, "film"));
        for (var i = 4; i < 15; i++)
        {
            // A pixel a step: what is at column i was one to the left a step before; the fade-out at the edges leaves a little.
            Assert.Equal(right[3, 8, i - 1], right[4, 8, i], 0.03f);
            Assert.Equal(down[3, i - 1, 8], down[4, i, 8], 0.03f);
        }

        Assert.InRange(right.Values.Max(Math.Abs), 0.999f, 1);
        Assert.Equal(0, right.Values.Average(), 1e-5f);
    }

    [Fact]
    public void An_image_too_small_for_the_path_is_told_the_needed_size()
    {
        var path = EyeMovementPath.Constant(new MotionClasses(4, [1]), 50, 0);
        var refused = Assert.Throws<ArgumentException>(() => ImageMovie.Film(new GreyImage(64, 64, new double[4096]), path, 16, 16, new RandomStream(1, "film")));
        Assert.Contains("need 75", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(ImageMovie.Film(new GreyImage(26, 75, new double[26 * 75]), path, 16, 16, new RandomStream(1, "film")));
    }

    [Fact]
    public void A_motion_cloud_moves_with_its_velocity_and_is_oriented_as_asked()
    {
        // Without spread of the velocity to speak of, the film of a grating is the first frame moved on.
        var cloud = MotionClouds.Draw(32, 32, 32, new MotionCloudOptions { VelocityX = 1, VelocityBandwidth = 0.01, OrientationBandwidth = 0.05 }, new RandomStream(4, "cloud"));
        double Difference(int dx, int dy) => Enumerable.Range(0, 24 * 24).Average(i => Math.Abs(cloud[9, 4 + (i / 24) + dy, 4 + (i % 24) + dx] - cloud[8, 4 + (i / 24), 4 + (i % 24)]));
        Assert.True(Difference(1, 0) < 0.25 * Difference(-1, 0), $"{Difference(1, 0)} along, {Difference(-1, 0)} against");

        // Stripes stand at right angles to the frequency, which points along x: they hardly change downwards.
        var across = Enumerable.Range(0, 1000).Average(i => Math.Abs(cloud[0, i / 32 % 31, i % 32] - cloud[0, (i / 32 % 31) + 1, i % 32]));
        var along = Enumerable.Range(0, 1000).Average(i => Math.Abs(cloud[0, i / 32 % 32, i % 31] - cloud[0, i / 32 % 32, (i % 31) + 1]));
        Assert.True(across < 0.5 * along);
    }
}
