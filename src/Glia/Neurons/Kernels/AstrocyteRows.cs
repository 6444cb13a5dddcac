using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The rows of one sequence that an <see cref="AstrocyteKernel{T}"/> works in, padded to whole vectors.</summary>
internal sealed unsafe class AstrocyteRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _neurons;
    private readonly T[] _leak;
    private readonly T[] _threshold;
    private readonly T[] _feedback;

    public AstrocyteRows(AstrocyteSequence<T> sequence)
    {
        _neurons = sequence.Neurons;
        Length = (_neurons + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;
        T[] Padded(T[] values)
        {
            var row = new T[Length];
            values.CopyTo(row, 0);
            return row;
        }

        (_leak, _threshold, _feedback) = (Padded(sequence.Constants[0]), Padded(sequence.Constants[1]), Padded(sequence.Constants[3]));
        (Membrane, Charged, Spikes, Current, Astrocyte) = (new T[Length], new T[Length], new T[Length], new T[Length], new T[Length]);
    }

    /// <summary>Neurons and padding.</summary>
    public int Length { get; }

    public T[] Membrane { get; }

    public T[] Charged { get; }

    public T[] Spikes { get; }

    public T[] Current { get; }

    /// <summary>Each neuron's astrocyte.</summary>
    public T[] Astrocyte { get; }

    /// <summary>Adds up some numbers of a row.</summary>
    public static T Sum(T[] row, int start, int count)
    {
        var sum = row[start];
        for (var i = start + 1; i < start + count; i++)
        {
            sum += row[i];
        }

        return sum;
    }

    /// <summary>Constants of as many neurons as a vector has lanes; ρ, which belongs to astrocytes, is left 0.</summary>
    public Lanes<T> ConstantsAt(int column) => new() { A = new(_leak, column), B = new(_threshold, column), D = new(_feedback, column) };

    public void Read(T* from, T[] row) => new ReadOnlySpan<T>(from, _neurons).CopyTo(row);

    public void Write(T[] row, T* to) => row.AsSpan(0, _neurons).CopyTo(new Span<T>(to, _neurons));

    /// <summary>Gives every neuron the value of its astrocyte.</summary>
    public void Spread(ReadOnlySpan<T> astrocytes, int coverage)
    {
        for (var k = 0; k < astrocytes.Length; k++)
        {
            Astrocyte.AsSpan(k * coverage, coverage).Fill(astrocytes[k]);
        }
    }
}
