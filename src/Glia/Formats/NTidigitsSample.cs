namespace Glia.Formats;

/// <summary>One recording of N-TIDIGITS.</summary>
/// <param name="Part"><c>train</c> or <c>test</c>.</param>
/// <param name="Id">Its name in the file, such as <c>man-ae-1-a-3</c>; what was said stands last.</param>
public sealed record NTidigitsSample(string Part, string Id)
{
    /// <summary>What was said: digits 1 to 9, z for zero and o for oh.</summary>
    public string Digits => Id[(Id.LastIndexOf('-') + 1)..];

    /// <summary>The digit, if it is a single one: 0 for z, 1 to 9, 10 for o; null for a sequence.</summary>
    public int? SingleDigit => Digits switch
    {
        "z" => 0,
        "o" => 10,
        [>= '1' and <= '9' and var digit] => digit - '0',
        _ => null,
    };
}
