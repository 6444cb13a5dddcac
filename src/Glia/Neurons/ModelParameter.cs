using System.Globalization;

namespace Glia.Neurons;

/// <summary>A parameter as a model names it to its kernel: name, values, range.</summary>
internal sealed record ModelParameter(string Name, NeuronParameter Parameter, ParameterRange Range)
{
    /// <summary>Whether training may change it.</summary>
    public bool IsLearned => Parameter.Scope != ParameterScope.Fixed;

    /// <summary>Returns the values as the kernel takes them.</summary>
    public double[] KernelValues() => ToKernel(Parameter.Values);

    /// <summary>Returns the raw numbers that training changes.</summary>
    public double[] RawValues() => Parameter.Values.Select(ToRaw).ToArray();

    /// <summary>Returns the value that a raw number stands for.</summary>
    public double FromRaw(double raw) => Range switch
    {
        ParameterRange.Positive => raw > 30 ? raw : Math.Log(1 + Math.Exp(raw)),
        ParameterRange.TimeConstant => 1 + Math.Exp(-raw),
        ParameterRange.Retention => 1 + Math.Exp(raw),
        ParameterRange.ExponentialRetention => 1 / Math.Log(1 + Math.Exp(-raw)),
        ParameterRange.Fraction => 1 / (1 + Math.Exp(-raw)),
        _ => raw,
    };

    /// <summary>Returns values as the kernel takes them.</summary>
    public double[] ToKernel(IEnumerable<double> values) => values.Select(ToKernel).ToArray();

    /// <summary>Refuses values outside the range, and counts that are neither 1 nor the number of neurons.</summary>
    /// <exception cref="ArgumentException">The message names model, parameter, value and range.</exception>
    public void Validate(string model)
    {
        if (Parameter.Values.Count == 0)
        {
            throw new ArgumentException($"{model}.{Name} must have at least one value; it has none.");
        }

        foreach (var value in Parameter.Values)
        {
            var (holds, rule) = Range switch
            {
                ParameterRange.Positive or ParameterRange.ExponentialRetention => (value > 0, "greater than 0"),
                ParameterRange.TimeConstant or ParameterRange.Retention => (value > 1, "greater than 1 step (a time constant in steps is τ/dt; of τ in ms, divide by the step in ms)"),
                ParameterRange.Fraction => (IsLearned ? value is > 0 and < 1 : value is >= 0 and <= 1, IsLearned ? "between 0 and 1, both excluded" : "from 0 to 1"),
                _ => (true, ""),
            };
            if (!holds || double.IsNaN(value) || (double.IsInfinity(value) && !(Range is ParameterRange.TimeConstant or ParameterRange.Retention && !IsLearned)))
            {
                throw new ArgumentOutOfRangeException(
                    Name, value, string.Create(CultureInfo.InvariantCulture, $"{model}.{Name} must be {(rule.Length > 0 ? rule + " and " : "")}finite; got {value}."));
            }
        }
    }

    /// <summary>Refuses a count of values that does not fit the population.</summary>
    /// <exception cref="ArgumentException">Neither 1 nor one a neuron.</exception>
    public void ValidateCount(string model, int neurons)
    {
        if (Parameter.Values.Count != 1 && Parameter.Values.Count != neurons)
        {
            throw new ArgumentException($"{model}.{Name} has {Parameter.Values.Count} values for {neurons} neurons; give one value, or one a neuron.");
        }
    }

    private double ToKernel(double value) => Range switch
    {
        ParameterRange.TimeConstant => 1 / value,
        ParameterRange.Retention => 1 - (1 / value),
        ParameterRange.ExponentialRetention => Math.Exp(-1 / value),
        _ => value,
    };

    private double ToRaw(double value) => Range switch
    {
        ParameterRange.Positive => value > 30 ? value : Math.Log(Math.Exp(value) - 1),
        ParameterRange.TimeConstant => -Math.Log(value - 1),
        ParameterRange.Retention => Math.Log(value - 1),
        ParameterRange.ExponentialRetention => -Math.Log(Math.Exp(1 / value) - 1),
        ParameterRange.Fraction => Math.Log(value / (1 - value)),
        _ => value,
    };
}
