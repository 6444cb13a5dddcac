using Glia.Data;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Studies.MetaNeuron;

/// <summary>Labelled samples of several spike trains, as the units that fire at each step.</summary>
internal sealed class SpikeSet
{
    private const int Trains = 8;
    private const double SlowRate = 0.08;
    private const double Rate = 0.1;
    private const double FewBursts = 0.1;
    private const double ManyBursts = 0.4;
    private const float BrightestRate = 0.3f;
    private const int DigitSteps = 50;
    private readonly int[] _starts;
    private readonly List<ushort> _units = [];

    private SpikeSet(int count, int steps, int inputs)
    {
        (Count, Steps, Inputs) = (count, steps, inputs);
        (Labels, _starts) = (new int[count], new int[(count * steps) + 1]);
    }

    public int Count { get; }

    public int Steps { get; }

    public int Inputs { get; }

    public int[] Labels { get; }

    /// <summary>The units that fire at a step of a sample.</summary>
    public ReadOnlySpan<ushort> Active(int sample, int step)
    {
        var at = (sample * Steps) + step;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_units)[_starts[at].._starts[at + 1]];
    }

    /// <summary>Draws samples of a synthetic task; classes take turns.</summary>
    public static SpikeSet Draw(SpikeTask task, int count, int steps, RandomStream random)
    {
        var set = new SpikeSet(count, steps, Trains);
        var (few, many) = (new MarkovTrains(Rate, FewBursts), new MarkovTrains(Rate, ManyBursts));
        var (slow, fast) = (new BernoulliTrains(SlowRate), new BernoulliTrains(Rate));
        var trains = new byte[Trains][];
        for (var sample = 0; sample < count; sample++)
        {
            set.Labels[sample] = sample % 2;
            for (var unit = 0; unit < Trains; unit++)
            {
                trains[unit] ??= new byte[steps];
                if (task == SpikeTask.Rates)
                {
                    (sample % 2 == 0 ? slow : fast).Fill(trains[unit], random);
                }
                else
                {
                    (sample % 2 == 0 ? few : many).Fill(trains[unit], random);
                }
            }

            for (var step = 0; step < steps; step++)
            {
                for (var unit = 0; unit < Trains; unit++)
                {
                    if (trains[unit][step] == 1)
                    {
                        set._units.Add((ushort)unit);
                    }
                }

                set._starts[(sample * steps) + step + 1] = set._units.Count;
            }
        }

        return set;
    }

    /// <summary>Turns images of the digits 3 (class 0) and 8 (class 1) into spikes with a probability of 0.3 × brightness.</summary>
    /// <param name="images">Images of any digits.</param>
    /// <param name="chosen">Which of them.</param>
    /// <param name="random">Where the spikes come from.</param>
    public static SpikeSet OfDigits(LabelledImages images, ReadOnlySpan<int> chosen, RandomStream random)
    {
        var set = new SpikeSet(chosen.Length, DigitSteps, images.PixelsPerImage);
        var lit = new List<(ushort Unit, float Probability)>();
        for (var sample = 0; sample < chosen.Length; sample++)
        {
            set.Labels[sample] = images.Labels[chosen[sample]] == 8 ? 1 : 0;
            lit.Clear();
            var image = images.Image(chosen[sample]);
            for (var pixel = 0; pixel < image.Length; pixel++)
            {
                if (image[pixel] > 0)
                {
                    lit.Add(((ushort)pixel, BrightestRate * image[pixel] / 255));
                }
            }

            for (var step = 0; step < DigitSteps; step++)
            {
                foreach (var (unit, probability) in lit)
                {
                    if (random.NextSingle() < probability)
                    {
                        set._units.Add(unit);
                    }
                }

                set._starts[(sample * DigitSteps) + step + 1] = set._units.Count;
            }
        }

        return set;
    }

    /// <summary>How often each unit fires in a sample.</summary>
    public double[] Counts(int sample)
    {
        var counts = new double[Inputs];
        for (var step = 0; step < Steps; step++)
        {
            foreach (var unit in Active(sample, step))
            {
                counts[unit]++;
            }
        }

        return counts;
    }

    /// <summary>One train of a sample as zeros and ones.</summary>
    public void CopyTrain(int sample, int unit, Span<byte> train)
    {
        for (var step = 0; step < Steps; step++)
        {
            train[step] = Active(sample, step).Contains((ushort)unit) ? (byte)1 : (byte)0;
        }
    }
}
