namespace Glia.Neurons;

/// <summary>A parameter of a neuron: a number, or one a neuron, fixed or learned. A plain number converts to a fixed parameter.</summary>
/// <example><code>var model = new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(2), Threshold = 1 };</code></example>
public sealed record NeuronParameter
{
    private NeuronParameter(ParameterScope scope, IReadOnlyList<double> values)
    {
        Scope = scope;
        Values = values;
    }

    /// <summary>Fixed, or learned for the layer or for each neuron.</summary>
    public ParameterScope Scope { get; }

    /// <summary>One number for all neurons, or one a neuron; where the parameter is learned, its initial value.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>A fixed number for all neurons.</summary>
    public static implicit operator NeuronParameter(double value) => FromDouble(value);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static NeuronParameter FromDouble(double value) => new(ParameterScope.Fixed, [value]);

    /// <summary>Fixed numbers, one a neuron: a heterogeneous population.</summary>
    public static NeuronParameter FixedPerNeuron(params ReadOnlySpan<double> values) => new(ParameterScope.Fixed, values.ToArray());

    /// <summary>One learned number for the layer.</summary>
    /// <param name="initial">Its initial value.</param>
    public static NeuronParameter PerLayer(double initial) => new(ParameterScope.PerLayer, [initial]);

    /// <summary>A learned number for each neuron.</summary>
    /// <param name="initial">One initial value for all, or one a neuron.</param>
    public static NeuronParameter PerNeuron(params ReadOnlySpan<double> initial) => new(ParameterScope.PerNeuron, initial.ToArray());

    /// <summary>Whether both have the same scope and values.</summary>
    public bool Equals(NeuronParameter? other) => other is not null && Scope == other.Scope && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scope, Values.Count, Values.Count > 0 ? Values[0] : 0);

    /// <inheritdoc/>
    public override string ToString() => $"{Scope}({string.Join(", ", Values.Take(4))}{(Values.Count > 4 ? ", …" : "")})";
}
