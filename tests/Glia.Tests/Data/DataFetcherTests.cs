using System.Security.Cryptography;
using Glia.Data;
using Glia.Random;

namespace Glia.Tests.Data;

public sealed class DataFetcherTests : IDisposable
{
    private const string Nowhere = "no-such-npm-client";

    private static readonly HttpClient Client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly byte[] Content = RandomBytes(300_000);

    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "test", "numbers.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_fetched_once_with_progress_and_then_left_alone()
    {
        using var server = new LoopbackServer(Content);
        var last = new LastReport();
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), last, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal(("numbers.bin", 300_000, 300_000L), (last.Value.File, last.Value.Bytes, last.Value.TotalBytes));

        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal([0], server.Starts);
        Assert.Equal([Target], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_gzipped_file_is_unpacked_and_checked_unpacked()
    {
        using var server = new LoopbackServer(Gzip.Pack(Content));
        await Fetcher().GetAsync(Set(server.Address("numbers.bin.gz")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_file_that_is_itself_packed_is_stored_as_it_comes()
    {
        var packed = Gzip.Pack(Content);
        using var server = new LoopbackServer(packed);
        var set = new DataSetInfo(
            "test", "Random numbers, packed", "CC0-1.0", "this test", [new DataFile("numbers.bin.gz", packed.Length, Sum(packed), [server.Address("numbers.bin.gz")])]);
        await Fetcher().GetAsync(set, null, default);
        Assert.Equal(packed, File.ReadAllBytes(Target + ".gz"));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_resumed_where_it_ended()
    {
        using var server = new LoopbackServer(Content) { BreakAfter = [100_000, 50_000] };
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([0, 100_000, 150_000], server.Starts);
    }

    [Fact]
    public async Task A_server_that_falls_silent_counts_as_broken_off()
    {
        using var server = new LoopbackServer(Content) { BreakAfter = [100_000], KeepsSilent = true };
        await Fetcher(patience: 500).GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([0, 100_000], server.Starts);
    }

    [Fact]
    public async Task A_download_that_was_given_up_is_resumed_by_the_next_fetch()
    {
        using (var server = new LoopbackServer(Content) { BreakAfter = [1_000, 0, 0, 0] })
        {
            var fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default));
            Assert.Contains("1000 bytes are kept in", fault.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Target));
        }

        using var second = new LoopbackServer(Content);
        await Fetcher().GetAsync(Set(second.Address("numbers.bin")), null, default);
        Assert.Equal([1_000], second.Starts);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_cancelled_download_is_resumed_by_the_next_fetch()
    {
        using var server = new LoopbackServer(Content) { BreakAfter = [100_000], KeepsSilent = true };
        using var stop = new CancellationTokenSource();
        var fetch = Fetcher().GetAsync(Set(server.Address("numbers.bin")), new At(100_000, stop.Cancel), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal([0, 100_000], server.Starts);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public async Task The_rest_of_another_version_is_thrown_away_and_the_download_restarted(int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", new byte[length]);
        using var server = new LoopbackServer(Content);
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([length, 0], server.Starts);
    }

    [Fact]
    public async Task A_server_without_ranges_gives_the_whole_file_again()
    {
        using var server = new LoopbackServer(Content) { BreakAfter = [100_000], HonoursRanges = false };
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_wrong_checksum_is_an_error_that_names_both_sums_and_leaves_nothing()
    {
        var wrong = Content.ToArray();
        wrong[7] ^= 1;
        using var server = new LoopbackServer(wrong);
        var fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default));
        Assert.Contains(Sum(Content), fault.Message, StringComparison.Ordinal);
        Assert.Contains(Sum(wrong), fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_page_in_place_of_a_gzip_file_and_one_without_end_are_refused()
    {
        using var page = new LoopbackServer("<html>Sign in</html>"u8.ToArray());
        var fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(Set(page.Address("numbers.bin.gz")), null, default));
        Assert.Contains("no whole gzip file", fault.Message, StringComparison.Ordinal);

        using var longer = new LoopbackServer([.. Content, .. Content]);
        fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(Set(longer.Address("numbers.bin")), null, default));
        Assert.Contains("more than 300000 bytes", fault.Message, StringComparison.Ordinal);

        using var bomb = new LoopbackServer(Gzip.Pack(new byte[10_000_000]));
        fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(Set(bomb.Address("numbers.bin.gz")), null, default));
        Assert.Contains("longer than the 300000 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_address_is_tried_when_the_first_refuses()
    {
        using var refusing = new LoopbackServer(Content) { Status = "404 Not Found" };
        using var server = new LoopbackServer(Content);
        await Fetcher().GetAsync(Set(refusing.Address("numbers.bin"), server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Where_nothing_can_be_reached_every_attempt_is_named_with_a_way_out()
    {
        Uri closed;
        using (var gone = new LoopbackServer(Content))
        {
            closed = gone.Address("numbers.bin");
        }

        var set = Set(closed) with { NpmPackage = "numbers@1.0.0" };
        var fault = await Assert.ThrowsAsync<DataException>(() => Fetcher().GetAsync(set, null, default));
        Assert.Contains(closed.AbsoluteUri, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"There is no npm client `{Nowhere}`", fault.Message, StringComparison.Ordinal);
        Assert.Contains("by hand", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_an_error_that_says_what_to_do()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var fetcher = new DataFetcher(new DataCache(Path.Combine(file, "below")), Client);
        var fault = await Assert.ThrowsAsync<DataException>(() => fetcher.GetAsync(Set(), null, default));
        Assert.Contains("Cannot write into", fault.Message, StringComparison.Ordinal);
        Assert.Contains("GLIA_DATA", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_without_rights_is_an_error_that_says_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc, where not even the administrator may make a folder");
        var fetcher = new DataFetcher(new DataCache("/proc/glia-data"), Client);
        var fault = await Assert.ThrowsAsync<DataException>(() => fetcher.GetAsync(Set(), null, default));
        Assert.Contains("Cannot write into /proc/glia-data/test", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_fetch_of_a_file_at_once_is_refused_and_harms_nothing()
    {
        using var server = new LoopbackServer(Content) { BreakAfter = [100_000], KeepsSilent = true };
        using var stop = new CancellationTokenSource();
        var first = Fetcher().GetAsync(Set(server.Address("numbers.bin")), new At(100_000, () =>
        {
            var fault = Assert.Throws<DataException>(() => Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default).GetAwaiter().GetResult());
            Assert.Contains(".part", fault.Message, StringComparison.Ordinal);
            stop.Cancel();
        }), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Fetcher().GetAsync(Set(server.Address("numbers.bin")), null, default);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    private DataFetcher Fetcher(int patience = 20_000) => new(new DataCache(_folder.Path), Client)
    {
        NpmCommand = Nowhere,
        Patience = TimeSpan.FromMilliseconds(patience),
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    private static DataSetInfo Set(params Uri[] addresses) => new(
        "test", "Random numbers", "CC0-1.0", "this test", [new DataFile("numbers.bin", Content.Length, Sum(Content), addresses, "package/numbers.bin")]);

    private static byte[] RandomBytes(int count)
    {
        var random = new RandomStream(2, "fetcher-content");
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextUInt32())];
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class LastReport : IProgress<DataProgress>
    {
        public DataProgress Value { get; private set; }

        public void Report(DataProgress value) => Value = value;
    }

    private sealed class At(long bytes, Action action) : IProgress<DataProgress>
    {
        public void Report(DataProgress value)
        {
            if (value.Bytes == bytes)
            {
                action();
            }
        }
    }
}
