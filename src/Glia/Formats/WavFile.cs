using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>A sound of a WAV file: PCM of 8, 16, 24 or 32 bits or floating point of 32 or 64, plain or extensible, any number of channels.</summary>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Samples">The channels' samples in turns, full scale ± 1.</param>
public sealed record WavFile(int SampleRate, int Channels, float[] Samples)
{
    private const int HighestSampleRate = 10_000_000;
    private const int MostChannels = 1024;
    private const ushort Pcm = 1;
    private const ushort FloatingPoint = 3;
    private const ushort Extensible = 0xfffe;
    private const int SubFormatOffset = 24;

    // What programs write that stream and do not know the length; some subtract the header from it.
    private const uint UnknownLength = 0x7fff_0000;

    /// <summary>How long it lasts.</summary>
    public double Seconds => Samples.Length / (double)Channels / SampleRate;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static WavFile Read(string file) => Parse(FileContent.Read(file, "a WAV file"), file);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no WAV file, of a coding that is not read, or truncated.</exception>
    public static WavFile Parse(ReadOnlySpan<byte> content, string source)
    {
        if (content.Length < 12 || !content.StartsWith("RIFF"u8) || !content[8..].StartsWith("WAVE"u8))
        {
            throw new GliaFormatException(source, 0, "Expected a WAV file (RIFF … WAVE). Convert other sound files, say with: ffmpeg -i in.mp3 out.wav");
        }

        var cursor = new ByteCursor(content[12..], source, 12);
        WavCoding? coding = null;
        while (cursor.Remaining > 0)
        {
            var name = cursor.Take(4, "the name of a chunk");
            var length = (long)cursor.UInt32("the length of a chunk");
            if (name.SequenceEqual("fmt "u8))
            {
                coding = Coding(cursor.Take(length, "the chunk 'fmt '"), source, cursor.Position - length);
            }
            else if (name.SequenceEqual("data"u8))
            {
                return coding is null ? throw new GliaFormatException(source, cursor.Position, "The chunk 'data' comes before 'fmt ', which says how it is coded. The file is damaged.")
                    : Decode(cursor.Take(length >= UnknownLength && length > cursor.Remaining ? cursor.Remaining : length, "the chunk 'data'"), coding.Value, source, cursor.Position);
            }
            else
            {
                cursor.Take(length, "a chunk");
            }

            // Chunks begin at even places.
            if (length % 2 == 1 && cursor.Remaining > 0)
            {
                cursor.Take(1, "a filling byte");
            }
        }

        throw new GliaFormatException(source, content.Length, "The file has no chunk 'data'; it is truncated or damaged.");
    }

    /// <summary>Codes a sound as 16-bit PCM; what exceeds full scale is cut off.</summary>
    public byte[] Write()
    {
        var content = new byte[checked(44 + (Samples.Length * sizeof(short)))];
        var span = content.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], content.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(span[20..], Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], checked((ushort)Channels));
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], checked(SampleRate * Channels * sizeof(short)));
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], checked((ushort)(Channels * sizeof(short))));
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], content.Length - 44);
        for (var i = 0; i < Samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(span[(44 + (i * sizeof(short)))..], (short)Math.Clamp(MathF.Round(Samples[i] * 32768), short.MinValue, short.MaxValue));
        }

        return content;
    }

    /// <summary>The mean of the channels.</summary>
    public float[] Mono()
    {
        if (Channels == 1)
        {
            return Samples;
        }

        var mono = new float[Samples.Length / Channels];
        for (var i = 0; i < mono.Length; i++)
        {
            float sum = 0;
            foreach (var sample in Samples.AsSpan(i * Channels, Channels))
            {
                sum += sample;
            }

            mono[i] = sum / Channels;
        }

        return mono;
    }

    private static WavCoding Coding(ReadOnlySpan<byte> chunk, string source, long offset)
    {
        if (chunk.Length < 16)
        {
            throw new GliaFormatException(source, offset, $"The chunk 'fmt ' has {chunk.Length} bytes; it must have at least 16.");
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= SubFormatOffset + sizeof(ushort))
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatOffset..]);
        }

        var (channels, rate) = (BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]), BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]));
        var (align, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]), BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
        var known = (tag, bits) is (Pcm, 8 or 16 or 24 or 32) or (FloatingPoint, 32 or 64);
        if (!known || channels is 0 or > MostChannels || rate is 0 or > HighestSampleRate || align != channels * bits / 8)
        {
            throw new GliaFormatException(source, offset, $"The sound is coded as format {tag} with {bits} bits, {channels} channels, {rate} Hz, {align} bytes a sample; read are PCM (1) of 8, 16, 24, 32 bits and floating point (3) of 32, 64. Convert it, say with: ffmpeg -i in.wav -c:a pcm_s16le out.wav");
        }

        return new WavCoding(tag == FloatingPoint, bits / 8, channels, (int)rate);
    }

    private static WavFile Decode(ReadOnlySpan<byte> data, WavCoding coding, string source, long offset)
    {
        var frame = coding.Bytes * coding.Channels;
        if (data.Length % frame != 0)
        {
            throw new GliaFormatException(source, offset, $"The sound has {data.Length} bytes, no multiple of the {frame} of a sample. The file is truncated or damaged.");
        }

        var samples = new float[data.Length / coding.Bytes];
        switch (coding)
        {
            case { IsFloatingPoint: true, Bytes: 4 }:
                MemoryMarshal.Cast<byte, float>(data).CopyTo(samples);
                break;
            default:
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = Sample(data.Slice(i * coding.Bytes, coding.Bytes), coding);
                }

                break;
        }

        return new WavFile(coding.SampleRate, coding.Channels, samples);
    }

    private static float Sample(ReadOnlySpan<byte> bytes, WavCoding coding) => coding.Bytes switch
    {
        1 => (bytes[0] - 128) / 128f,
        2 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
        3 => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648f,
        4 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
        _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    private readonly record struct WavCoding(bool IsFloatingPoint, int Bytes, int Channels, int SampleRate);
}
