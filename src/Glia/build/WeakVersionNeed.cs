// One source, two uses: MSBuild compiles it when a build repairs the library (see Glia.targets), and the tests compile it with
// GLIA_TESTS defined. It is written against netstandard2.0, because that is what inline MSBuild tasks are compiled against.
#if !GLIA_TESTS
using System;
using System.Collections.Generic;
using System.IO;
#endif
using System.Text;

namespace Glia.Build;

/// <summary>What became of a library that was looked at.</summary>
public enum WeakVersionNeedOutcome
{
    /// <summary>The entry was there and is weak now.</summary>
    Weakened,

    /// <summary>The entry was there and was weak before.</summary>
    AlreadyWeak,

    /// <summary>A 64-bit library without that entry; nothing was changed.</summary>
    NoSuchNeed,

    /// <summary>Symbols other than the harmless one need the version; nothing was changed.</summary>
    ReallyNeeded,

    /// <summary>Not a well-formed 64-bit little-endian ELF file; nothing was changed.</summary>
    NotReadable,
}

/// <summary>Marks one version requirement of a shared library as weak, so that the loader no longer refuses a system without it.</summary>
/// <remarks>
/// An entry of <c>.gnu.version_r</c> (Elf64_Vernaux) has the fields hash (4 bytes), flags (2), other (2), name (4), next (4); bit
/// VER_FLG_WEAK = 2 of the flags makes the loader accept that the version is missing. That is safe only while no symbol of
/// that version is called: the one symbol that may carry it, <c>std::ios_base_library_init()</c>, is there to force the version
/// and no relocation points to it.
/// </remarks>
public static class WeakVersionNeed
{
    private const string HarmlessSymbol = "_ZSt21ios_base_library_initv";
    private const uint DynamicSymbols = 11;
    private const uint VersionSymbols = 0x6fffffff;
    private const uint VersionNeeds = 0x6ffffffe;
    private const int WeakFlag = 2;
    private const int SymbolSize = 24;

    /// <summary>Sets the weak bit of the entry <paramref name="version"/> of <paramref name="library"/> in the bytes of an ELF file.</summary>
    /// <param name="elf">The whole file; at most one byte of it is changed.</param>
    /// <param name="library">The library asked for, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="version">The version asked for, such as <c>GLIBCXX_3.4.32</c>.</param>
    public static WeakVersionNeedOutcome Apply(byte[] elf, string library, string version)
    {
        try
        {
            return ApplyTo(new Bytes(elf), library, version);
        }
        catch (InvalidDataException)
        {
            return WeakVersionNeedOutcome.NotReadable;
        }
    }

    private static WeakVersionNeedOutcome ApplyTo(Bytes elf, string library, string version)
    {
        if (elf.Length < 64 || elf.U32(0) != 0x464c457f || elf.U8(4) != 2 || elf.U8(5) != 1)
        {
            return WeakVersionNeedOutcome.NotReadable;
        }

        var sections = Section.All(elf);
        var entry = Find(elf, sections, library, version);
        if (entry < 0)
        {
            return WeakVersionNeedOutcome.NoSuchNeed;
        }

        var flags = elf.U16(entry + 4);
        if ((flags & WeakFlag) != 0)
        {
            return WeakVersionNeedOutcome.AlreadyWeak;
        }

        if (IsUsedByOthers(elf, sections, elf.U16(entry + 6)))
        {
            return WeakVersionNeedOutcome.ReallyNeeded;
        }

        elf.Set(entry + 4, (byte)(flags | WeakFlag));
        return WeakVersionNeedOutcome.Weakened;
    }

    // Walks the two linked lists: libraries (Elf64_Verneed), and the versions asked of each (Elf64_Vernaux).
    private static long Find(Bytes elf, List<Section> sections, string library, string version)
    {
        foreach (var needs in sections)
        {
            if (needs.Type != VersionNeeds)
            {
                continue;
            }

            var names = Section.At(sections, needs.Link);
            var need = needs.Offset;
            for (var left = needs.Info; left > 0; left--)
            {
                var entry = need + elf.U32(need + 8);
                for (var entriesLeft = elf.U16(need + 2); entriesLeft > 0; entriesLeft--)
                {
                    if (elf.Text(names, elf.U32(entry + 8)) == version && elf.Text(names, elf.U32(need + 4)) == library)
                    {
                        return entry;
                    }

                    entry += elf.U32(entry + 12);
                }

                need += elf.U32(need + 12);
            }
        }

        return -1;
    }

    private static bool IsUsedByOthers(Bytes elf, List<Section> sections, int versionIndex)
    {
        var versions = sections.Find(section => section.Type == VersionSymbols);
        var symbols = sections.Find(section => section.Type == DynamicSymbols);
        if (versions == null || symbols == null)
        {
            throw new InvalidDataException();
        }

        var names = Section.At(sections, symbols.Link);
        var count = Math.Min(versions.Size / 2, symbols.Size / SymbolSize);
        for (long i = 0; i < count; i++)
        {
            if ((elf.U16(versions.Offset + (2 * i)) & 0x7fff) == versionIndex
                && elf.Text(names, elf.U32(symbols.Offset + (SymbolSize * i))) != HarmlessSymbol)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Section
    {
        public uint Type { get; private set; }

        public long Offset { get; private set; }

        public long Size { get; private set; }

        public uint Link { get; private set; }

        public uint Info { get; private set; }

        public static List<Section> All(Bytes elf)
        {
            var sections = new List<Section>();
            var header = elf.I64(40);
            var size = elf.U16(58);
            for (var left = elf.U16(60); left > 0; left--)
            {
                sections.Add(new Section
                {
                    Type = elf.U32(header + 4),
                    Offset = elf.I64(header + 24),
                    Size = elf.I64(header + 32),
                    Link = elf.U32(header + 40),
                    Info = elf.U32(header + 44),
                });
                header += size;
            }

            return sections;
        }

        public static Section At(List<Section> sections, uint index) =>
            index < sections.Count ? sections[(int)index] : throw new InvalidDataException();
    }

    // Reads little-endian numbers; whatever points outside the file is InvalidDataException, never another exception.
    private sealed class Bytes
    {
        private readonly byte[] _bytes;

        public Bytes(byte[] bytes)
        {
            _bytes = bytes;
        }

        public long Length => _bytes.Length;

        public byte U8(long offset) => _bytes[Checked(offset, 1)];

        public int U16(long offset) => BitConverter.ToUInt16(_bytes, Checked(offset, 2));

        public uint U32(long offset) => BitConverter.ToUInt32(_bytes, Checked(offset, 4));

        public long I64(long offset) => BitConverter.ToInt64(_bytes, Checked(offset, 8));

        public void Set(long offset, byte value) => _bytes[Checked(offset, 1)] = value;

        public string Text(Section names, uint index)
        {
            var start = Checked(names.Offset, 0) + (long)index;
            var end = Array.IndexOf(_bytes, (byte)0, Checked(start, 1));
            return end < 0 ? throw new InvalidDataException() : Encoding.ASCII.GetString(_bytes, (int)start, end - (int)start);
        }

        private int Checked(long offset, int count) =>
            offset >= 0 && offset <= _bytes.Length - count ? (int)offset : throw new InvalidDataException();
    }
}

#if !GLIA_TESTS
/// <summary>The build step: writes a copy of a library in which one version requirement is weak.</summary>
public sealed class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    /// <summary>The library of the package; never changed (output files may be hard links to it).</summary>
    [Microsoft.Build.Framework.Required]
    public string Source { get; set; }

    /// <summary>Where the copy goes.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; }

    /// <summary>The library that <see cref="Source"/> asks for the version.</summary>
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; }

    /// <summary>The version that becomes optional.</summary>
    [Microsoft.Build.Framework.Required]
    public string Version { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var bytes = File.ReadAllBytes(Source);
            Report(WeakVersionNeed.Apply(bytes, Library, Version));
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            var temporary = Destination + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(temporary, bytes);

            // A new file, not new contents: earlier outputs may be hard links to the old one and may be loaded right now.
            File.Delete(Destination);
            File.Move(temporary, Destination);
            return true;
        }
        catch (Exception problem) when (problem is IOException || problem is UnauthorizedAccessException)
        {
            Log.LogError(null, "GLIA001", null, null, 0, 0, 0, 0, "Cannot write the repaired copy of '{0}' to '{1}': {2}", Source, Destination, problem.Message);
            return false;
        }
    }

    private void Report(WeakVersionNeedOutcome outcome)
    {
        if (outcome == WeakVersionNeedOutcome.NotReadable || outcome == WeakVersionNeedOutcome.ReallyNeeded)
        {
            var why = outcome == WeakVersionNeedOutcome.NotReadable ? "it is not a well-formed 64-bit ELF file" : "it calls functions of that version";
            Log.LogWarning(
                null, "GLIA002", null, null, 0, 0, 0, 0,
                "'{0}' is copied unchanged, because {1}. It does not load where {2} lacks {3} (GCC older than 13.2, such as Debian 12); use a newer system there.",
                Source, why, Library, Version);
        }
        else
        {
            Log.LogMessage("{0}: requirement {1} of {2}: {3}", Source, Version, Library, outcome);
        }
    }
}
#endif
