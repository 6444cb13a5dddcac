namespace Glia.Homeostasis;

/// <summary>A learning rate that good classes raise and bad ones lower, in equal steps and never below zero.</summary>
internal sealed class RegulatedRate
{
    private readonly bool[] _isExcitatory;
    private readonly double _step;
    private readonly double _floor;

    public RegulatedRate(RegulationOptions options, int classes)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        const int usual = 10;
        if (options.ExcitatoryClasses is null && classes != usual)
        {
            throw new ArgumentException(
                $"With {classes} classes it must be said which of them raise the learning rate; set RegulationOptions.ExcitatoryClasses (by default 5 to 9 of ten classes).", nameof(options));
        }

        _isExcitatory = new bool[classes];
        foreach (var excitatory in options.ExcitatoryClasses ?? [5, 6, 7, 8, 9])
        {
            if ((uint)excitatory >= (uint)classes)
            {
                throw new ArgumentException($"RegulationOptions.ExcitatoryClasses holds {excitatory}; the classes are 0 to {classes - 1}.", nameof(options));
            }

            _isExcitatory[excitatory] = true;
        }

        Value = options.InitialRate;
        _step = options.Step ?? options.InitialRate / 10;
        _floor = options.Floor;
    }

    public double Value { get; private set; }

    public int FloorHits { get; private set; }

    /// <summary>The rate after an encounter with a class.</summary>
    public double After(int label)
    {
        var changed = Unbounded(label);
        return changed < 0 ? _floor : changed;
    }

    public void Meet(int label)
    {
        FloorHits += Unbounded(label) < 0 ? 1 : 0;
        Value = After(label);
    }

    private double Unbounded(int label) => Value + (_isExcitatory[label] ? _step : -_step);
}
