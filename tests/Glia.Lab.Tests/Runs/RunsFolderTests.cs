using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Runs;

public sealed class RunsFolderTests : IDisposable
{
    private readonly TemporaryRuns _temporary = new();

    public RunsFolderTests()
    {
        var age = 3;
        foreach (var name in new[] { "2026-01-02-toy-quick-aaaa", "2026-01-02-toy-quick-aaab", "2026-01-01-hlop-desk-cccc" })
        {
            _temporary.Make(name, ["arm"], [1]);
            File.SetLastWriteTimeUtc(_temporary.PathOf(Path.Combine(name, "run.json")), DateTime.UnixEpoch.AddDays(-age--));
        }
    }

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("@last", "2026-01-01-hlop-desk-cccc")]
    [InlineData("2026-01-01", "2026-01-01-hlop-desk-cccc")]
    [InlineData("HLOP", "2026-01-01-hlop-desk-cccc")]
    [InlineData("aaab", "2026-01-02-toy-quick-aaab")]
    [InlineData("2026-01-02-toy-quick-aaaa", "2026-01-02-toy-quick-aaaa")]
    public void A_run_is_found_by_any_part_of_its_name_that_no_other_has(string name, string found) =>
        Assert.Equal(_temporary.PathOf(found), _temporary.Runs.Find(name));

    [Fact]
    public void A_run_is_found_by_its_path() =>
        Assert.Equal(_temporary.PathOf("2026-01-02-toy-quick-aaaa"), new RunsFolder("elsewhere").Find(_temporary.PathOf("2026-01-02-toy-quick-aaaa")));

    [Theory]
    [InlineData("toy", "could be any of 2026-01-02-toy-quick-aaaa, 2026-01-02-toy-quick-aaab")]
    [InlineData("2026-01-02-toy-quick-aaax", "Did you mean '2026-01-02-toy-quick-aaaa'")]
    public void Other_names_are_refused_with_those_that_were_meant(string name, string says) =>
        Assert.Contains(says, Assert.Throws<RunException>(() => _temporary.Runs.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Folders_without_a_record_are_no_runs()
    {
        Directory.CreateDirectory(_temporary.PathOf("2026-01-03-toy-quick-dddd"));
        Assert.Equal(3, _temporary.Runs.Names.Count);
    }

    [Fact]
    public void New_names_are_taken_by_nobody()
    {
        var names = new HashSet<string>();
        for (var i = 0; i < 300; i++)
        {
            var name = _temporary.Runs.FreeName(DateTimeOffset.UnixEpoch, "toy", "Quick");
            Assert.Matches("^1970-01-01-toy-quick-[0-9a-f]{4}$", name);
            Assert.True(names.Add(name));
            Directory.CreateDirectory(_temporary.PathOf(name));
        }
    }
}
