// Compiled by MSBuild as an inline task (see Glia.targets) and by the tests, so it keeps to what both know.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

/// <summary>Marks requirements of a version in a Linux library as weak, so that the loader accepts a system that lacks it.</summary>
/// <remarks>
/// TorchSharp's native library asks libstdc++ for GLIBCXX_3.4.32 for one symbol that nothing in it uses; Debian 12 has 3.4.30. The
/// bit VER_FLG_WEAK in the entry's flags (vna_flags in .gnu.version_r) makes the loader go on. Format: System V ABI, ELF-64, and
/// the Linux Standard Base on symbol versioning. Nothing read from the file is trusted: every offset is checked.
/// </remarks>
public static class ElfVersionRequirement
{
    private const int SectionHeaderSize = 64;
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;
    private const int MostEntries = 10000;

    /// <summary>Sets the weak flag of every requirement of the version; returns how many entries were changed.</summary>
    /// <param name="file">The library's bytes, changed in place.</param>
    /// <param name="version">The version, such as GLIBCXX_3.4.32.</param>
    /// <exception cref="InvalidDataException">The file is no whole 64-bit little-endian ELF file.</exception>
    public static int Weaken(byte[] file, string version)
    {
        if (file.Length < 64 || file[0] != 0x7f || file[1] != 'E' || file[2] != 'L' || file[3] != 'F' || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("It is no 64-bit little-endian ELF file.");
        }

        var sections = (long)Read64(file, 0x28);
        var count = Read16(file, 0x3C);
        if (Read16(file, 0x3A) != SectionHeaderSize)
        {
            throw new InvalidDataException("Its section headers have an unknown size.");
        }

        var changed = 0;
        for (var section = 0; section < count; section++)
        {
            var header = checked(sections + ((long)section * SectionHeaderSize));
            if (Read32(file, header + 4) == VersionNeedSection)
            {
                var names = checked(sections + ((long)Read32(file, header + 0x28) * SectionHeaderSize));
                changed += WeakenSection(file, (long)Read64(file, header + 0x18), (long)Read64(file, names + 0x18), version);
            }
        }

        return changed;
    }

    // Each library that is needed has an entry with a chain of the versions that are needed from it.
    private static int WeakenSection(byte[] file, long section, long names, string version)
    {
        var changed = 0;
        var library = section;
        for (var i = 0; i < MostEntries; i++)
        {
            var requirement = checked(library + Read32(file, library + 8));
            for (int j = 0, inChain = Read16(file, library + 2); j < inChain; j++)
            {
                if (NameAt(file, checked(names + Read32(file, requirement + 8))) == version && (Read16(file, requirement + 4) & WeakFlag) == 0)
                {
                    file[requirement + 4] |= (byte)WeakFlag;
                    changed++;
                }

                requirement = checked(requirement + Read32(file, requirement + 12));
            }

            var next = Read32(file, library + 12);
            if (next == 0)
            {
                return changed;
            }

            library = checked(library + next);
        }

        throw new InvalidDataException("Its list of needed libraries has no end.");
    }

    private static string NameAt(byte[] file, long offset)
    {
        var end = offset;
        while (Byte(file, end) != 0)
        {
            end++;
        }

        return Encoding.ASCII.GetString(file, (int)offset, (int)(end - offset));
    }

    private static byte Byte(byte[] file, long offset) => offset >= 0 && offset < file.Length
        ? file[offset]
        : throw new InvalidDataException("It points outside itself, at offset " + offset + ".");

    private static ushort Read16(byte[] file, long offset) => (ushort)(Byte(file, offset) | (Byte(file, offset + 1) << 8));

    private static uint Read32(byte[] file, long offset) => Read16(file, offset) | ((uint)Read16(file, offset + 2) << 16);

    private static ulong Read64(byte[] file, long offset) => Read32(file, offset) | ((ulong)Read32(file, offset + 4) << 32);
}

#if !GLIA_TESTS
/// <summary>Copies TorchSharp's native library with the requirement weakened. The package cache is never written.</summary>
public sealed class RepairLibTorchSharp : Microsoft.Build.Utilities.Task
{
    /// <summary>The libraries of the package.</summary>
    public Microsoft.Build.Framework.ITaskItem[] Sources { get; set; }

    /// <summary>Where the repaired copies go, in the same order.</summary>
    public Microsoft.Build.Framework.ITaskItem[] Destinations { get; set; }

    /// <summary>The version whose requirement is weakened.</summary>
    public string Version { get; set; }

    public override bool Execute()
    {
        for (var i = 0; i < Sources.Length; i++)
        {
            var source = Sources[i].GetMetadata("FullPath");
            var destination = Destinations[i].GetMetadata("FullPath");
            try
            {
                var bytes = File.ReadAllBytes(source);
                try
                {
                    ElfVersionRequirement.Weaken(bytes, Version);
                }
                catch (Exception problem) when (problem is InvalidDataException || problem is OverflowException)
                {
                    Log.LogWarning("Glia could not check " + source + ": " + problem.Message + " It is used as it is; on systems without " + Version + " it will not load.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(destination));
                var temporary = destination + ".tmp";
                File.Delete(temporary);
                File.WriteAllBytes(temporary, bytes);
                File.Delete(destination);
                File.Move(temporary, destination);
            }
            catch (Exception problem) when (problem is IOException || problem is UnauthorizedAccessException)
            {
                Log.LogError("Glia could not write the repaired copy of " + source + " to " + destination + ": " + problem.Message);
            }
        }

        return !Log.HasLoggedErrors;
    }
}
#endif
