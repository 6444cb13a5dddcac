using System.Globalization;
using Glia.Lab.Studies;
using Microsoft.Data.Sqlite;

namespace Glia.Lab.Runs;

/// <summary>An SQLite index of a runs folder, so that lists stay fast with many runs. The folders are the truth; the index can be rebuilt.</summary>
public sealed class RunIndex : IDisposable
{
    private const string Schema = """
        create table if not exists runs (
            name text primary key, study text not null, preset text not null, created text not null,
            trials integer not null, done integer not null, failed integer not null, verdicts text not null) without rowid;
        create index if not exists runs_by_study on runs (study, created);
        """;

    private const int Damaged = 11;
    private const int NoDatabase = 26;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly RunsFolder _runs;

    /// <summary>Opens the index of a runs folder, and makes it if it is not there.</summary>
    /// <exception cref="RunException">The index cannot be opened.</exception>
    public RunIndex(RunsFolder runs)
    {
        _runs = runs;
        _file = Path.Combine(runs.FullPath, "glia.db");
        try
        {
            Directory.CreateDirectory(runs.FullPath);
            var isNew = !File.Exists(_file);
            _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, DefaultTimeout = 30, Pooling = false }.ToString());
            _connection.Open();
            Execute("pragma busy_timeout = 30000");
            Execute("pragma journal_mode = wal");
            Execute("pragma synchronous = normal");
            Execute(Schema);
            if (isNew)
            {
                PutAll();
            }
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            _connection?.Dispose();
            throw CannotUse(problem);
        }
    }

    /// <summary>Puts the state of one run's folder into the index.</summary>
    /// <exception cref="RunException">The folder cannot be read, or the index not be written.</exception>
    public void Update(string runFolder)
    {
        var run = RunSummary.Of(runFolder);
        try
        {
            Put(run);
        }
        catch (SqliteException problem)
        {
            throw CannotUse(problem);
        }
    }

    /// <summary>Makes the index anew from the run folders.</summary>
    /// <returns>Folders that could not be read, with the reason.</returns>
    /// <exception cref="RunException">The index cannot be written.</exception>
    public IReadOnlyList<string> Rebuild()
    {
        try
        {
            return PutAll();
        }
        catch (SqliteException problem)
        {
            throw CannotUse(problem);
        }
    }

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="study">Only runs of this study, or null for all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<RunSummary> List(string? study, int limit)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = """
            select name, study, preset, created, trials, done, failed, verdicts from runs
            where $study is null or study = $study order by created desc, name desc limit $limit
            """;
        command.Parameters.AddWithValue("$study", (object?)study ?? DBNull.Value);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var runs = new List<RunSummary>();
        while (reader.Read())
        {
            runs.Add(new RunSummary(
                reader.GetString(0), reader.GetString(1), Enum.Parse<PresetName>(reader.GetString(2)),
                DateTimeOffset.Parse(reader.GetString(3), CultureInfo.InvariantCulture), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6),
                [.. reader.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Verdict>)]));
        }

        return runs;
    }

    /// <summary>The newest judged run of each study.</summary>
    public IReadOnlyDictionary<string, RunSummary> NewestJudged() => List(study: null, int.MaxValue)
        .Where(run => run.Verdicts.Any(verdict => verdict != Verdict.NotTested))
        .GroupBy(run => run.Study, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private List<string> PutAll()
    {
        var unreadable = new List<string>();
        using var transaction = _connection.BeginTransaction(deferred: false);
        Execute("delete from runs");
        foreach (var name in _runs.Names)
        {
            try
            {
                Put(RunSummary.Of(Path.Combine(_runs.FullPath, name)));
            }
            catch (RunException problem)
            {
                unreadable.Add(problem.Message);
            }
        }

        transaction.Commit();
        return unreadable;
    }

    private void Put(RunSummary run)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "insert or replace into runs values ($name, $study, $preset, $created, $trials, $done, $failed, $verdicts)";
        command.Parameters.AddWithValue("$name", run.Name);
        command.Parameters.AddWithValue("$study", run.Study);
        command.Parameters.AddWithValue("$preset", run.Preset.ToString());
        command.Parameters.AddWithValue("$created", run.Created.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$trials", run.Trials);
        command.Parameters.AddWithValue("$done", run.Done);
        command.Parameters.AddWithValue("$failed", run.Failed);
        command.Parameters.AddWithValue("$verdicts", string.Join(' ', run.Verdicts));
        command.ExecuteNonQuery();
    }

    private RunException CannotUse(Exception problem) => problem is SqliteException { SqliteErrorCode: Damaged or NoDatabase }
        ? new RunException($"The index {_file} is damaged: {problem.Message} Delete the file; glia runs --reindex makes it anew from the run folders.", problem)
        : new RunException($"Cannot use the index {_file}: {problem.Message} Free some space, repair the folder's rights, or name another folder with --runs or GLIA_RUNS.", problem);

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
