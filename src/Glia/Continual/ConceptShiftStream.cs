using Glia.Random;

namespace Glia.Continual;

/// <summary>Labelled images in mini-batches, two of whose labels are exchanged again and again: the images stay, what they are called shifts.</summary>
/// <remarks>
/// <para>With s swaps in an epoch of N samples, two labels are drawn and exchanged each time a multiple of ⌊N/s⌋ samples has passed, s times. The exchange takes effect
/// with the first batch at or behind that point, also where no batch ends there, and stays: exchanges add up over the whole stream. One at the end
/// of an epoch takes effect with the next, so that what is measured between epochs goes by the labels that were learned.</para>
/// <para>Orders and swaps are streams of their own: with the same seed all schedules see the same order.</para>
/// <para>Source: Man, Damasio, Neven 2022 (arXiv 2205.08645), published code, which skips a swap that falls inside of a batch. Thread-safe: no.</para>
/// </remarks>
public sealed class ConceptShiftStream
{
    private readonly ShiftSchedule _schedule;
    private readonly ConceptShiftOptions _options;
    private readonly RandomStream _orders;
    private readonly RandomStream _draws;
    private readonly List<ConceptSwap> _swaps = [];
    private readonly int[] _order;
    private readonly int _images;
    private int _passed;
    private int _swapsDone;
    private int _start;

    /// <summary>Begins before the first epoch.</summary>
    /// <param name="images">The images; the classes are 0 to the largest label.</param>
    /// <param name="schedule">When labels are exchanged.</param>
    /// <param name="random">Source of orders and swaps.</param>
    /// <param name="options">Batches and epochs; null for the defaults.</param>
    /// <exception cref="ArgumentException">The schedule asks for more swaps than there are batches.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or an option is not positive.</exception>
    public ConceptShiftStream(SparseImages images, ShiftSchedule schedule, RandomStream random, ConceptShiftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(random);
        _options = options ?? new ConceptShiftOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.PassesPerEpoch);
        Concept = new ConceptMap(Enumerable.Range(0, images.Count).Max(images.Label) + 1);
        SamplesPerEpoch = checked(images.Count * _options.PassesPerEpoch);
        var batches = SamplesPerEpoch / _options.BatchSize;
        if (schedule.Most > batches)
        {
            throw new ArgumentException(
                $"The schedule asks for {schedule.Most} swaps in an epoch of {SamplesPerEpoch} samples: more swaps than batches of {_options.BatchSize}. Ask for at most {batches}.", nameof(schedule));
        }

        _schedule = schedule;
        _orders = random.Child("order");
        _draws = random.Child("swaps");
        _images = images.Count;
        _order = new int[SamplesPerEpoch];
    }

    /// <summary>Samples of an epoch, N.</summary>
    public int SamplesPerEpoch { get; }

    /// <summary>The epoch at present, from 0; −1 before the first.</summary>
    public int Epoch { get; private set; } = -1;

    /// <summary>What classes are called at present.</summary>
    public ConceptMap Concept { get; }

    /// <summary>The swaps so far.</summary>
    public IReadOnlyList<ConceptSwap> Swaps => _swaps;

    /// <summary>The images of the batch at present.</summary>
    public ReadOnlySpan<int> Batch => _order.AsSpan(_start, _passed - _start);

    /// <summary>Begins an epoch in a new order; a swap due at the end of the one before takes effect.</summary>
    public void StartEpoch()
    {
        SwapWhereDue();
        Epoch++;
        (_passed, _start, _swapsDone) = (0, 0, 0);
        for (var pass = 0; pass < _options.PassesPerEpoch; pass++)
        {
            var order = _order.AsSpan(pass * _images, _images);
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            _orders.Shuffle(order);
        }
    }

    /// <summary>Goes to the next batch of the epoch, exchanging labels if that is due; false where the epoch is over.</summary>
    /// <exception cref="InvalidOperationException">No epoch has begun.</exception>
    public bool NextBatch()
    {
        if (Epoch < 0)
        {
            throw new InvalidOperationException("No epoch has begun; call StartEpoch first.");
        }

        if (_passed == SamplesPerEpoch)
        {
            return false;
        }

        SwapWhereDue();
        _start = _passed;
        _passed = Math.Min(SamplesPerEpoch, _passed + _options.BatchSize);
        return true;
    }

    private void SwapWhereDue()
    {
        var number = Epoch < 0 ? 0 : _schedule.SwapsIn(Epoch);
        while (_swapsDone < number && _passed >= (_swapsDone + 1) * (long)(SamplesPerEpoch / number))
        {
            var first = _draws.NextInt(Concept.Classes);
            var second = (first + 1 + _draws.NextInt(Concept.Classes - 1)) % Concept.Classes;
            Concept.Exchange(first, second);
            _swaps.Add(new ConceptSwap(((long)Epoch * SamplesPerEpoch) + _passed, first, second));
            _swapsDone++;
        }
    }
}
