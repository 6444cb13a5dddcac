using System.Text;

namespace Glia.Language;

/// <summary>The characters of a text as token numbers, in the order of their code points.</summary>
public sealed class CharacterVocabulary
{
    private const int Largest = 256;
    private readonly Rune[] _symbols;
    private readonly Dictionary<Rune, int> _tokens;

    /// <summary>Collects the characters of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is empty or has more than 256 different characters.</exception>
    public CharacterVocabulary(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _symbols = [.. text.EnumerateRunes().Distinct().Order()];
        if (_symbols.Length > Largest)
        {
            throw new ArgumentException($"The text has {_symbols.Length} different characters; at most {Largest} are taken. Read it as bytes instead (CharacterCorpus.FromBytes).", nameof(text));
        }

        _tokens = _symbols.Select((symbol, token) => (symbol, token)).ToDictionary(pair => pair.symbol, pair => pair.token);
    }

    /// <summary>V, number of characters.</summary>
    public int Count => _symbols.Length;

    /// <summary>Turns text into tokens.</summary>
    /// <exception cref="ArgumentException">The text has characters that the vocabulary does not; the message lists them.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unknown = text.EnumerateRunes().Where(symbol => !_tokens.ContainsKey(symbol)).Distinct().Select(symbol => $"'{symbol}' (U+{symbol.Value:X4})").ToList();
        return unknown.Count == 0 ? [.. text.EnumerateRunes().Select(symbol => _tokens[symbol])]
            : throw new ArgumentException($"The text has characters that the model never saw: {string.Join(", ", unknown.Take(20))}{(unknown.Count > 20 ? " …" : "")}. Leave them out or train on a text that has them.", nameof(text));
    }

    /// <summary>Turns tokens into text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A token is not from 0 to V − 1.</exception>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var text = new StringBuilder(tokens.Length);
        foreach (var token in tokens)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)_symbols.Length, nameof(tokens));
            text.Append(_symbols[token].ToString());
        }

        return text.ToString();
    }
}
