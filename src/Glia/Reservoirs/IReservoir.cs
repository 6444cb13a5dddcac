namespace Glia.Reservoirs;

/// <summary>A dynamical system that turns an input series into states from which a readout learns.</summary>
public interface IReservoir
{
    /// <summary>Number of units, N.</summary>
    int Units { get; }

    /// <summary>Input channels, D.</summary>
    int Inputs { get; }

    /// <summary>Goes back to the state at the start.</summary>
    void Reset();

    /// <summary>One step.</summary>
    /// <param name="input">D numbers.</param>
    /// <returns>The state after the step, N numbers; valid until the next step.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    ReadOnlySpan<float> Step(ReadOnlySpan<double> input);

    /// <summary>Runs a series from the state as it is.</summary>
    /// <param name="series">[T, D].</param>
    /// <returns>The states [T, N], row-major.</returns>
    /// <exception cref="ArgumentException">The series has other channels.</exception>
    float[] Run(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var states = new float[series.Steps * Units];
        for (var step = 0; step < series.Steps; step++)
        {
            Step(series[step]).CopyTo(states.AsSpan(step * Units));
        }

        return states;
    }
}
