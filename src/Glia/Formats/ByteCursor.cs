using System.Buffers.Binary;

namespace Glia.Formats;

/// <summary>Reads a content piece by piece and never beyond its end.</summary>
/// <param name="content">The whole content.</param>
/// <param name="source">Its name, for messages.</param>
/// <param name="start">Where the content begins in its file, for messages.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> content, string source, long start = 0)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private int _position;

    /// <summary>Where the next piece begins, in the file.</summary>
    public readonly long Position => start + _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _content.Length - _position;

    /// <summary>The next so many bytes.</summary>
    /// <exception cref="GliaFormatException">So many are not left.</exception>
    public ReadOnlySpan<byte> Take(long count, string what)
    {
        if (count < 0 || count > Remaining)
        {
            throw new GliaFormatException(source, Position, $"Expected {what} of {count} bytes, but {Remaining} are left. The file is truncated or damaged; get it again.");
        }

        var piece = _content.Slice(_position, (int)count);
        _position += (int)count;
        return piece;
    }

    /// <summary>The next 16-bit number, low byte first.</summary>
    public ushort UInt16(string what) => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort), what));

    /// <summary>The next 32-bit number, low byte first.</summary>
    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), what));
}
