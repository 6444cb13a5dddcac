namespace Glia.Formats.Nir;

/// <summary>The fields of one node in a file.</summary>
internal sealed class NirFields(Hdf5Content content, string path)
{
    private readonly HashSet<string> _names = [.. content.Names(path)];

    public string Path => path;

    public string Text(string name) => content.Strings(Required(name)) is [var text] ? text : throw content.Wrong($"{path}/{name}", "must hold one string.");

    public NirArray Array(string name) => new(content.Shape(Required(name)), content.Numbers($"{path}/{name}"));

    public NirArray? OptionalArray(string name) => _names.Contains(name) ? Array(name) : null;

    public int[] Integers(string name) => System.Array.ConvertAll(content.Numbers(Required(name)), value => value is > int.MinValue and < int.MaxValue && value == Math.Floor(value) ? (int)value
        : throw content.Wrong($"{path}/{name}", $"holds {value}; it must hold whole numbers."));

    public int[]? OptionalIntegers(string name) => _names.Contains(name) ? Integers(name) : null;

    public int Integer(string name) => Integers(name) is [var value] ? value : throw content.Wrong($"{path}/{name}", "must hold one number.");

    // One number stands for both dimensions.
    public int[] Pair(string name) => Integers(name) switch
    {
        [var both] => [both, both],
        [_, _] pair => pair,
        _ => throw content.Wrong($"{path}/{name}", "must hold one number or two."),
    };

    public NirPadding Padding(int dimensions)
    {
        if (content.HoldsStrings(Required("padding")))
        {
            return NirPadding.Named(Text("padding"));
        }

        return NirPadding.Zeros(dimensions == 1 ? [Integer("padding")] : Pair("padding"));
    }

    public Dictionary<string, string> Metadata()
    {
        var notes = new Dictionary<string, string>();
        foreach (var name in _names.Contains("metadata") ? content.Names($"{path}/metadata") : [])
        {
            var place = $"{path}/metadata/{name}";
            notes[name] = content.HoldsStrings(place) ? string.Join(", ", content.Strings(place))
                : string.Join(", ", content.Numbers(place).Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return notes;
    }

    private string Required(string name) => _names.Contains(name) ? $"{path}/{name}" : throw content.Wrong($"{path}/{name}", "is not there.");
}
