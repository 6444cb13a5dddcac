using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Glia.Build;

namespace Glia.Tests.Build;

public sealed class WeakVersionNeedTests
{
    private const string Library = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";
    private static readonly string Natives = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    [Fact]
    public void The_library_in_the_output_folder_was_repaired_by_the_build()
    {
        Assert.Equal(WeakVersionNeedOutcome.AlreadyWeak, WeakVersionNeed.Apply(Repaired(), Library, Version));
    }

    [Fact]
    public void Only_the_flag_of_the_one_entry_changes()
    {
        var original = Original(out var flagAt);
        var patched = (byte[])original.Clone();

        Assert.Equal(WeakVersionNeedOutcome.Weakened, WeakVersionNeed.Apply(patched, Library, Version));
        Assert.Equal(flagAt, Assert.Single(Enumerable.Range(0, original.Length), i => original[i] != patched[i]));
        Assert.Equal(2, patched[flagAt]);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var once = Original(out _);
        WeakVersionNeed.Apply(once, Library, Version);
        var twice = (byte[])once.Clone();

        Assert.Equal(WeakVersionNeedOutcome.AlreadyWeak, WeakVersionNeed.Apply(twice, Library, Version));
        Assert.Equal(once, twice);
    }

    [Fact]
    public void A_copy_with_the_bit_set_loads_where_the_original_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var needed in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
        {
            NativeLibrary.Load(Path.Combine(Natives, needed)); // found by name from the copies, which lie elsewhere
        }

        var bytes = Original(out _);
        var refused = !NativeLibrary.TryLoad(folder.Write("original.so", bytes), out _);
        WeakVersionNeed.Apply(bytes, Library, Version);

        Assert.NotEqual(0, NativeLibrary.GetExport(NativeLibrary.Load(folder.Write("repaired.so", bytes)), "THSTorch_float32_to_scalar"));
        Assert.SkipUnless(refused, "This system's libstdc++ has " + Version + ", so that the original loads too; the repaired copy does.");
    }

    [Theory]
    [InlineData("libc10.so")]
    [InlineData("libtorch.so")]
    [InlineData("libgomp-98b21ff3.so.1")]
    public void A_library_without_that_entry_is_left_alone(string name)
    {
        RequireLinux();
        var original = File.ReadAllBytes(Path.Combine(Natives, name));
        var patched = (byte[])original.Clone();

        Assert.Equal(WeakVersionNeedOutcome.NoSuchNeed, WeakVersionNeed.Apply(patched, Library, Version));
        Assert.Equal(original, patched);
    }

    [Fact]
    public void A_version_whose_functions_are_called_is_left_alone()
    {
        var original = Original(out _);
        var patched = (byte[])original.Clone();

        Assert.Equal(WeakVersionNeedOutcome.ReallyNeeded, WeakVersionNeed.Apply(patched, Library, "GLIBCXX_3.4.30"));
        Assert.Equal(original, patched);
    }

    [Fact]
    public void The_same_version_of_another_library_is_left_alone()
    {
        Assert.Equal(WeakVersionNeedOutcome.NoSuchNeed, WeakVersionNeed.Apply(Original(out _), "libc.so.6", Version));
    }

    [Fact]
    public void Truncated_libraries_are_not_readable_and_never_throw()
    {
        var original = Original(out _);
        for (var length = 0; length < original.Length; length += length < 128 ? 1 : 49_999)
        {
            Assert.Equal(WeakVersionNeedOutcome.NotReadable, WeakVersionNeed.Apply(original[..length], Library, Version));
        }
    }

    [Fact]
    public void Damaged_headers_and_tables_never_throw_and_change_at_most_the_flag()
    {
        var original = Original(out var flagAt);
        var tables = (int)BinaryPrimitives.ReadInt64LittleEndian(original.AsSpan(40));
        var random = new Glia.Random.RandomStream(1, "damage");
        for (var trial = 0; trial < 300; trial++)
        {
            // The file header, the version table around the entry, or the section headers.
            var (start, length) = (trial % 3) switch { 0 => (4, 60), 1 => (flagAt - 200, 400), _ => (tables, original.Length - tables) };
            var damaged = (byte[])original.Clone();
            for (var hits = 0; hits < 3; hits++)
            {
                damaged[start + random.NextInt(length)] = (byte)random.NextUInt32();
            }

            var patched = (byte[])damaged.Clone();
            WeakVersionNeed.Apply(patched, Library, Version);
            Assert.True(Enumerable.Range(0, damaged.Length).Count(i => damaged[i] != patched[i]) <= 1);
        }
    }

    [Fact]
    public void Text_and_files_for_other_machines_are_not_readable()
    {
        var wide = Original(out _);
        wide[5] = 2; // big-endian
        Assert.Equal(WeakVersionNeedOutcome.NotReadable, WeakVersionNeed.Apply(wide, Library, Version));
        Assert.Equal(WeakVersionNeedOutcome.NotReadable, WeakVersionNeed.Apply(Encoding.ASCII.GetBytes(new string('x', 5000)), Library, Version));
    }

    private static void RequireLinux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native library of TorchSharp for Linux is not part of this output.");

    private static byte[] Repaired()
    {
        RequireLinux();
        return File.ReadAllBytes(Path.Combine(Natives, "libLibTorchSharp.so"));
    }

    // The library as it came: the output's copy with the flag cleared, found by the entry's hash and not by the code under test.
    private static byte[] Original(out int flagAt)
    {
        var bytes = Repaired();
        Span<byte> entry = stackalloc byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Hash(Version));
        entry[4] = 2;
        flagAt = bytes.AsSpan().IndexOf(entry) + 4;
        bytes[flagAt] = 0;
        return bytes;
    }

    // The hash function of the System V ABI.
    private static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var character in name)
        {
            hash = (hash << 4) + character;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("glia-native-").FullName;

        public string Write(string name, byte[] bytes)
        {
            var file = Path.Combine(_path, name);
            File.WriteAllBytes(file, bytes);
            return file;
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
