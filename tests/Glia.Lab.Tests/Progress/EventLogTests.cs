using System.Text.Json;
using Glia.Lab.Progress;
using Glia.Lab.Runs;

namespace Glia.Lab.Tests.Progress;

public sealed class EventLogTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly TemporaryRuns _temporary = new();

    public void Dispose() => _temporary.Dispose();

    public static TheoryData<RunEvent> Events =>
    [
        new RunStarted(Now, "run", 4, 3, "in process, 2 at once"),
        new TrialStarted(Now, "key", "arm", 1),
        new TrialStep(Now, "key", 1, 2, new Dictionary<string, double> { ["loss"] = double.NaN }),
        new TrialFinished(Now, "key", 1.5, new Dictionary<string, double> { ["loss"] = 0.1 }),
        new TrialFailed(Now, "key", "It fell\nover.", 2, Final: true),
        new RunWarning(Now, "Take care."),
        new RunEnded(Now, 3, 4, Interrupted: true),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_one_line_that_is_read_back_as_it_was(RunEvent happened)
    {
        using var text = new StringWriter();
        new EventLog(text).Observe(happened);
        Assert.EndsWith("}\n", text.ToString(), StringComparison.Ordinal);
        var line = Assert.Single(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var read = JsonSerializer.Deserialize<RunEvent>(line, LabJson.Compact)!;
        Assert.Equal(happened.GetType(), read.GetType());
        Assert.Equal(line, JsonSerializer.Serialize(read, LabJson.Compact));
    }

    [Fact]
    public void A_log_goes_on_where_the_last_one_ended_even_in_the_middle_of_a_line()
    {
        var file = _temporary.PathOf("events.jsonl");
        File.WriteAllText(file, "{\"event\":\"war");
        for (var i = 0; i < 2; i++)
        {
            using var log = EventLog.AppendTo(file);
            log.Observe(new RunWarning(Now, "Take care."));
            Assert.Equal(i + 2, File.ReadAllLines(file).Length);
        }

        Assert.All(File.ReadLines(file).Skip(1), line => Assert.IsType<RunWarning>(JsonSerializer.Deserialize<RunEvent>(line, LabJson.Compact)));
    }

    [Fact]
    public void An_output_that_nobody_reads_any_more_ends_the_run_with_a_reason()
    {
        using var log = new EventLog(new ClosedPipe());
        var refused = Assert.Throws<RunException>(() => log.Observe(new RunWarning(Now, "Take care.")));
        Assert.Contains("Broken pipe What was finished is kept", refused.Message, StringComparison.Ordinal);
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Flush() => throw new IOException("Broken pipe");
    }
}
