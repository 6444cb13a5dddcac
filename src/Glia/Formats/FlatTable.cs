using System.Buffers.Binary;

namespace Glia.Formats;

/// <summary>A table of a FlatBuffers content, whose offsets are followed only within the content.</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _content;
    private readonly string _source;
    private readonly int _table;
    private readonly int _fields;
    private readonly int _fieldCount;

    /// <summary>Finds the root table.</summary>
    /// <param name="content">A content without the length ahead.</param>
    /// <param name="source">Its name, for messages.</param>
    public FlatTable(ReadOnlySpan<byte> content, string source)
    {
        _content = content;
        _source = source;
        _table = Follow(0);
        var back = Int32(_table);
        _fields = Inside((long)_table - back, sizeof(int));
        _fieldCount = (BinaryPrimitives.ReadUInt16LittleEndian(content[_fields..]) - 4) / 2;
        Inside(_fields, 4 + (2L * Math.Max(0, _fieldCount)));
    }

    /// <summary>The four letters that tell what kind of content it is.</summary>
    public static bool Is(ReadOnlySpan<byte> content, ReadOnlySpan<byte> identifier) => content.Length >= 8 && content[4..8].SequenceEqual(identifier);

    /// <summary>A number field, or what it is where it is not written.</summary>
    public int Int32Field(int field, int otherwise) => Field(field) is var at and > 0 ? Int32(at) : otherwise;

    /// <summary>A number field, or what it is where it is not written.</summary>
    public long Int64Field(int field, long otherwise) => Field(field) is var at and > 0 ? BinaryPrimitives.ReadInt64LittleEndian(_content[Inside(at, sizeof(long))..]) : otherwise;

    /// <summary>The bytes of a field that is an array of items of that size, or a string (size 1); none where it is not written.</summary>
    public ReadOnlySpan<byte> ArrayField(int field, int itemBytes)
    {
        if (Field(field) is not (var at and > 0))
        {
            return [];
        }

        var start = Follow(at);
        var length = (uint)Int32(start);
        return _content.Slice(Inside(start + (long)sizeof(int), (long)length * itemBytes), (int)length * itemBytes);
    }

    private int Field(int field)
    {
        if (field >= _fieldCount)
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_content[(_fields + 4 + (2 * field))..]);
        return offset == 0 ? 0 : Inside((long)_table + offset, 1);
    }

    private int Follow(int at) => Inside(at + (long)(uint)Int32(at), sizeof(int));

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_content[Inside(at, sizeof(int))..]);

    private int Inside(long at, long length) => at >= 0 && length >= 0 && at + length <= _content.Length ? (int)at
        : throw new GliaFormatException(_source, at, $"A FlatBuffers offset leads to {length} bytes at {at} of {_content.Length}. The file is damaged.");
}
