using System.Text;
using Glia.Random;

namespace Glia.Language;

/// <summary>Text with a known entropy and dependencies over hundreds of characters: an order-3 Markov source, nested brackets, and names that come twice.</summary>
/// <remarks>
/// <para>Where nothing else begins, a character follows its last three by a random table. Brackets open and close at random; which one closes is
/// certain. A name of random capitals begins at random; its second mention is marked by '@', comes 50 to 400 characters later, first in first out,
/// and is certain. The probability of every character given all before is known, so that the surprise of a perfect model is too.</para>
/// </remarks>
public sealed class LongRangeText
{
    private const string Open = "([{<";
    private const string Close = ")]}>";
    private const int Letters = 26;
    private readonly LongRangeTextOptions _options;
    private readonly int[][] _successors;
    private readonly double[][] _probabilities;

    /// <summary>Draws the tables of the source.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="random">The stream that is read.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public LongRangeText(LongRangeTextOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        _options = options.Validated();
        var contexts = options.Symbols * options.Symbols * options.Symbols;
        (_successors, _probabilities) = (new int[contexts][], new double[contexts][]);
        for (var context = 0; context < contexts; context++)
        {
            _successors[context] = [.. random.Permutation(options.Symbols).Take(options.Successors)];
            var weights = Enumerable.Range(0, options.Successors).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
            _probabilities[context] = [.. weights.Select(weight => weight / weights.Sum())];
        }
    }

    /// <summary>Writes text.</summary>
    /// <param name="length">Characters.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>The text, and for each character its surprise in bits, −log₂ of its probability given all before.</returns>
    public (string Text, double[] Bits) Write(int length, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentNullException.ThrowIfNull(random);
        var (text, bits) = (new StringBuilder(length + (2 * _options.NameLength)), new List<double>(length + (2 * _options.NameLength)));
        var (brackets, names) = (new Stack<int>(), new Queue<(string Name, int Start)>());
        var context = 0;
        void Emit(char character, double probability)
        {
            text.Append(character);
            bits.Add(-Math.Log2(probability));
        }

        while (text.Length < length)
        {
            var age = names.TryPeek(out var oldest) ? text.Length - oldest.Start : 0;
            var repeat = age < _options.NearestRepeat || names.Count == 0 ? 0 : age >= _options.FarthestRepeat ? 1 : _options.RepeatProbability;
            var open = repeat == 1 || brackets.Count >= _options.Depth ? 0 : _options.BracketProbability;
            var close = repeat == 1 || brackets.Count == 0 ? 0 : _options.BracketProbability;
            var name = repeat == 1 ? 0 : _options.NameProbability;
            var draw = random.NextDouble();
            if ((draw -= repeat) < 0)
            {
                names.Dequeue();
                Emit('@', repeat);
                foreach (var letter in oldest.Name)
                {
                    Emit(letter, 1);
                }
            }
            else if ((draw -= open) < 0)
            {
                brackets.Push(random.NextInt(Open.Length));
                Emit(Open[brackets.Peek()], open / Open.Length);
            }
            else if ((draw -= close) < 0)
            {
                Emit(Close[brackets.Pop()], close);
            }
            else if ((draw -= name) < 0)
            {
                var drawn = new string([.. Enumerable.Range(0, _options.NameLength).Select(_ => (char)('A' + random.NextInt(Letters)))]);
                names.Enqueue((drawn, text.Length));
                for (var i = 0; i < drawn.Length; i++)
                {
                    Emit(drawn[i], (i == 0 ? name : 1) / Letters);
                }
            }
            else
            {
                var (next, probability) = Follow(context, random);
                context = ((context * _options.Symbols) + next) % _successors.Length;
                Emit(next == _options.Symbols - 1 ? ' ' : (char)('a' + next), (1 - repeat - open - close - name) * probability);
            }
        }

        return (text.ToString(0, length), [.. bits.Take(length)]);
    }

    /// <summary>Entropy of the Markov source alone, bits per character, from its stationary distribution.</summary>
    public double MarkovEntropy()
    {
        const int Rounds = 500;
        var now = Enumerable.Repeat(1.0 / _successors.Length, _successors.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            // A lazy step has the same stationary distribution and cannot oscillate.
            var next = Array.ConvertAll(now, share => share / 2);
            for (var context = 0; context < now.Length; context++)
            {
                for (var i = 0; i < _successors[context].Length; i++)
                {
                    next[((context * _options.Symbols) + _successors[context][i]) % now.Length] += now[context] * _probabilities[context][i] / 2;
                }
            }

            now = next;
        }

        return now.Zip(_probabilities, (share, row) => -share * row.Sum(p => p * Math.Log2(p))).Sum();
    }

    private (int Next, double Probability) Follow(int context, RandomStream random)
    {
        var (draw, row) = (random.NextDouble(), _probabilities[context]);
        for (var i = 0; i < row.Length - 1; i++)
        {
            if ((draw -= row[i]) < 0)
            {
                return (_successors[context][i], row[i]);
            }
        }

        return (_successors[context][^1], row[^1]);
    }
}
