using Glia.Lab.Trials;
using Glia.Random;
using Glia.Synapses;
using Glia.Vision;

namespace Glia.Studies.MotionDelays;

/// <summary>The images, films and events of a seed; all arms of a seed see the same.</summary>
internal sealed class MotionStimuli
{
    private readonly MotionDelaysOptions _options;
    private readonly TrialContext _context;
    private readonly IReadOnlyList<GreyImage> _training;
    private readonly IReadOnlyList<GreyImage> _validation;
    private readonly IReadOnlyList<GreyImage> _test;

    public MotionStimuli(MotionDelaysOptions options, TrialContext context)
    {
        (_options, _context, Classes) = (options, context, options.Classes);
        var (training, others) = (options.TrainingImages, Math.Max(1, options.TrainingImages / 2));
        var images = options.Images == ImageSource.DeadLeaves
            ? [.. Enumerable.Range(0, training + (2 * others)).Select(Leaves)]
            : Photographs.Load(options.ImageFolder, options.ImageSize, options.Whiten);
        if (options.Images == ImageSource.Photographs)
        {
            if (images.Count < 3)
            {
                throw new ArgumentException($"There must be at least three photographs, to train, to validate and to test on; {options.ImageFolder} has {images.Count}.");
            }

            others = images.Count / 3;
            training = Math.Max(1, images.Count - (2 * others));
        }

        (_training, _validation, _test) = ([.. images.Take(training)], [.. images.Skip(training).Take(others)], [.. images.Skip(training + others)]);
    }

    public MotionClasses Classes { get; }

    public IReadOnlyList<Film> Training() => Films("training", _training, _options.TrainingFilms, saccadic: true);

    public IReadOnlyList<Film> Validation() => Films("validation", _validation, _options.ValidationFilms, saccadic: false);

    public IReadOnlyList<Film> Test() => Films("test", _test, _options.TestFilms, saccadic: false);

    public IReadOnlyList<Film> Saccadic() => Films("saccadic", _test, _options.SaccadicFilms, saccadic: true);

    /// <summary>Moving textures: isotropic, gratings at right angles to the motion, or gratings of any orientation.</summary>
    /// <param name="name">What the random numbers are for.</param>
    /// <param name="bandwidth">Spread of the velocity as a fraction of the speed.</param>
    /// <param name="orientation">Orientation of the spatial frequency relative to the motion; null for a texture without.</param>
    public IReadOnlyList<Film> Clouds(string name, double bandwidth, Func<RandomStream, double>? orientation)
    {
        var random = _context.Stream("clouds/" + name);
        return [.. Enumerable.Range(0, _options.TestFilms).Select(i =>
        {
            var motion = i % Classes.Count;
            var (x, y) = Classes.Velocity(motion);
            var cloud = new MotionCloudOptions { VelocityX = x, VelocityY = y, VelocityBandwidth = bandwidth * Classes.Speed(motion) };
            cloud = orientation is null ? cloud : cloud with { Orientation = Classes.Direction(motion) + orientation(random), OrientationBandwidth = _options.GratingBandwidth };
            _context.Stop.ThrowIfCancellationRequested();
            return Event(MotionClouds.Draw(_options.Steps, _options.Window, _options.Window, cloud, random), EyeMovementPath.Constant(Classes, _options.Steps, motion), random);
        })];
    }

    private GreyImage Leaves(int index)
    {
        // As many leaves a pixel as 4,000 on 512².
        var size = _options.ImageSize;
        return Whitening.Apply(DeadLeaves.Draw(_context.Stream(FormattableString.Invariant($"leaves/{index}")), new DeadLeavesOptions { Size = size, Leaves = (int)(4000L * size * size / (512 * 512)) }));
    }

    // Constant motions take turns, so that every class is tested alike.
    private List<Film> Films(string name, IReadOnlyList<GreyImage> images, int count, bool saccadic)
    {
        var random = _context.Stream("films/" + name);
        var films = new List<Film>();
        for (var i = 0; i < count; i++)
        {
            _context.Stop.ThrowIfCancellationRequested();
            EyeMovementPath path;
            do
            {
                path = saccadic
                    ? EyeMovementPath.Saccadic(Classes, _options.Steps, random, _options.MeanBlock)
                    : EyeMovementPath.Constant(Classes, _options.Steps, i % Classes.Count);
            }
            while (saccadic && path.IsConstant);

            films.Add(Event(ImageMovie.Film(images[random.NextInt(images.Count)], path, _options.Window, _options.Window, random), path, random));
        }

        EventCamera.RequireUsefulRate(films.Average(film => film.Events.Activity));
        return films;
    }

    private Film Event(Movie movie, EyeMovementPath path, RandomStream random) => new(
        SpatioTemporalEvents.FromCamera(EventCamera.Simulate(movie.WithNoise(_options.PixelNoise, random), new EventCameraOptions { Selectivity = _options.Selectivity })), path);

    /// <summary>The events of a film and the motion that made them.</summary>
    internal sealed record Film(SpatioTemporalEvents Events, EyeMovementPath Path)
    {
        /// <summary>The motion of a film that has one.</summary>
        public int Motion => Path.Labels[0];
    }
}
