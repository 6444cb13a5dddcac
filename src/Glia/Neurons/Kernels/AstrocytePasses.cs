using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The loops of <see cref="AstrocyteKernel{T}"/>. Neurons are computed in vectors by <see cref="AstrocyteDynamics{T}"/>, astrocytes one by one between the steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TSpike">The spike; compiled into the loops.</typeparam>
internal sealed unsafe class AstrocytePasses<T, TSpike>(AstrocyteLayerOptions options, TSpike spikeFunction) : AstrocyteKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TSpike : struct, ISpikeFunction<T>
{
    private const int Leak = 0, Threshold = 1, Retention = 2, Feedback = 3;
    private readonly AstrocyteDynamics<T> _dynamics = new(options.Unit.Modulation, options.Unit.Drive, new VoltageReset<T>(options.Unit.Reset, options.Unit.ResetGradient));
    private readonly T _drive = T.CreateTruncating(options.Unit.Drive);
    private readonly T _share = T.One / T.CreateTruncating(options.Coverage);
    private readonly int _coverage = options.Coverage;

    public override void Forward(AstrocyteSequence<T> sequence, T* state, T* spikes, T* charged, T* astrocytes) => BlockParallel.Run(sequence.Batch, b =>
    {
        var rows = new AstrocyteRows<T>(sequence);
        var (neurons, count) = (sequence.Neurons, sequence.Astrocytes);
        var own = state + ((long)b * (neurons + count));
        rows.Read(own, rows.Membrane);
        var astrocyte = new Span<T>(own + neurons, count);
        for (var t = 0; t < sequence.Steps; t++)
        {
            var row = ((long)t * sequence.Batch) + b;
            astrocyte.CopyTo(new Span<T>(astrocytes + (row * count), count));
            rows.Read(sequence.Current + (row * neurons), rows.Current);
            rows.Spread(astrocyte, _coverage);
            for (var c = 0; c < rows.Length; c += Vector<T>.Count)
            {
                var constants = rows.ConstantsAt(c);
                var lanes = new Lanes<T> { A = new(rows.Membrane, c), B = new(rows.Astrocyte, c) };
                _dynamics.Charge(in constants, new(rows.Current, c), ref lanes);
                lanes.A.CopyTo(rows.Charged, c);
                var spike = spikeFunction.Spike(_dynamics.Distance(in constants, in lanes));
                _dynamics.Reset(in constants, spike, ref lanes);
                lanes.A.CopyTo(rows.Membrane, c);
                spike.CopyTo(rows.Spikes, c);
            }

            rows.Write(rows.Charged, charged + (row * neurons));
            rows.Write(rows.Spikes, spikes + (row * neurons));
            for (var k = 0; k < count; k++)
            {
                var retention = sequence.Constants[Retention][k];
                astrocyte[k] = (retention * astrocyte[k]) + ((T.One - retention) * (Taken(sequence, rows, row, k) * _drive));
            }
        }

        rows.Write(rows.Membrane, own);
    });

    public override double[][] Backward(AstrocyteSequence<T> sequence, AstrocyteSaved<T> saved, T* outputGradient, T* stateGradient, T* currentGradient, T* driveGradient)
    {
        var parts = new T[sequence.Batch][][];
        BlockParallel.Run(sequence.Batch, b => parts[b] = Backward(sequence, saved, outputGradient, stateGradient, currentGradient, driveGradient, b));

        // In double and in the order of the batch, whatever thread computed them: the same bits for any number of threads.
        return [.. sequence.Constants.Select((constant, p) => constant.Select((_, i) => parts.Sum(part => double.CreateTruncating(part[p][i]))).ToArray())];
    }

    private T[][] Backward(AstrocyteSequence<T> sequence, AstrocyteSaved<T> saved, T* outputGradient, T* stateGradient, T* currentGradient, T* driveGradient, int b)
    {
        var rows = new AstrocyteRows<T>(sequence);
        var (neurons, count) = (sequence.Neurons, sequence.Astrocytes);
        var own = stateGradient + ((long)b * (neurons + count));
        T[] membraneGradient = new T[rows.Length], spikeGradient = new T[rows.Length], upGradient = new T[rows.Length], spreadGradient = new T[rows.Length];
        T[] leakGradient = new T[rows.Length], thresholdGradient = new T[rows.Length], feedbackGradient = new T[rows.Length], retentionGradient = new T[count];
        rows.Read(own, membraneGradient);
        var astrocyteGradient = new Span<T>(own + neurons, count);
        for (var t = sequence.Steps - 1; t >= 0; t--)
        {
            var row = ((long)t * sequence.Batch) + b;
            var before = new ReadOnlySpan<T>(saved.Astrocytes + (row * count), count);
            rows.Spread(before, _coverage);
            rows.Read(sequence.Current + (row * neurons), rows.Current);
            rows.Read(outputGradient + (row * neurons), upGradient);
            ReadMembraneBefore(sequence, saved, rows, t, b);
            rows.Read(saved.Charged + (row * neurons), rows.Charged);
            rows.Read(saved.Spikes + (row * neurons), rows.Spikes);
            for (var k = 0; k < count; k++)
            {
                var (gradient, retention) = (astrocyteGradient[k], sequence.Constants[Retention][k]);
                retentionGradient[k] += gradient * (before[k] - (Taken(sequence, rows, row, k) * _drive));
                var taken = gradient * (T.One - retention) * _drive;
                astrocyteGradient[k] = gradient * retention;
                if (sequence.Drive is not null)
                {
                    driveGradient[(row * count) + k] = taken;
                    taken = T.Zero;
                }

                spikeGradient.AsSpan(k * _coverage, _coverage).Fill(taken * _share);
            }

            for (var c = 0; c < rows.Length; c += Vector<T>.Count)
            {
                var constants = rows.ConstantsAt(c);
                var charged = new Lanes<T> { A = new(rows.Charged, c), B = new(rows.Astrocyte, c) };
                var spike = new Vector<T>(rows.Spikes, c);

                // B stays 0 through the reset: the astrocyte's own step, which is shared, was taken above.
                var gradient = new Lanes<T> { A = new(membraneGradient, c) };
                var learned = new Lanes<T> { A = new(leakGradient, c), B = new(thresholdGradient, c), D = new(feedbackGradient, c) };
                var spiked = new Vector<T>(upGradient, c) + new Vector<T>(spikeGradient, c) + _dynamics.ResetAdjoint(in constants, in charged, spike, ref gradient, ref learned);
                var distance = spiked * spikeFunction.Derivative(_dynamics.Distance(in constants, in charged));
                _dynamics.DistanceAdjoint(in constants, in charged, distance, ref gradient, ref learned);
                var earlier = new Lanes<T> { A = new(rows.Membrane, c) };
                _dynamics.ChargeAdjoint(in constants, new(rows.Current, c), in earlier, in charged, ref gradient, ref learned).CopyTo(rows.Current, c);
                gradient.A.CopyTo(membraneGradient, c);
                gradient.B.CopyTo(spreadGradient, c);
                learned.A.CopyTo(leakGradient, c);
                learned.B.CopyTo(thresholdGradient, c);
                learned.D.CopyTo(feedbackGradient, c);
            }

            rows.Write(rows.Current, currentGradient + (row * neurons));
            for (var k = 0; k < count; k++)
            {
                astrocyteGradient[k] += AstrocyteRows<T>.Sum(spreadGradient, k * _coverage, _coverage);
            }
        }

        rows.Write(membraneGradient, own);
        return [leakGradient, thresholdGradient, retentionGradient, feedbackGradient];
    }

    // The membrane after the reset of the step before is what this step began with.
    private void ReadMembraneBefore(AstrocyteSequence<T> sequence, AstrocyteSaved<T> saved, AstrocyteRows<T> rows, int t, int b)
    {
        if (t == 0)
        {
            rows.Read(sequence.Initial + ((long)b * (sequence.Neurons + sequence.Astrocytes)), rows.Membrane);
            return;
        }

        var row = (((long)t - 1) * sequence.Batch) + b;
        rows.Read(saved.Charged + (row * sequence.Neurons), rows.Charged);
        rows.Read(saved.Spikes + (row * sequence.Neurons), rows.Spikes);
        for (var c = 0; c < rows.Length; c += Vector<T>.Count)
        {
            var constants = rows.ConstantsAt(c);
            var lanes = new Lanes<T> { A = new(rows.Charged, c) };
            _dynamics.Reset(in constants, new(rows.Spikes, c), ref lanes);
            lanes.A.CopyTo(rows.Membrane, c);
        }
    }

    private T Taken(AstrocyteSequence<T> sequence, AstrocyteRows<T> rows, long row, int k) =>
        sequence.Drive is null ? AstrocyteRows<T>.Sum(rows.Spikes, k * _coverage, _coverage) * _share : sequence.Drive[(row * sequence.Astrocytes) + k];
}
