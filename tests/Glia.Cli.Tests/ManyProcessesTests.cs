namespace Glia.Cli.Tests;

public sealed class ManyProcessesTests : IDisposable
{
    private readonly GliaProcess _glia = new();

    public void Dispose() => _glia.Dispose();

    [Fact]
    public void Processes_that_write_runs_into_one_folder_at_once_lose_nothing()
    {
        const int atOnce = 4;
        const int rounds = 2;
        for (var round = 0; round < rounds; round++)
        {
            // The first round also makes folder and index, all at once.
            var processes = Enumerable.Range(0, atOnce).Select(_ => _glia.Start("run", "toy", "--parallel", "1")).ToList();
            foreach (var process in processes)
            {
                var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
                process.WaitForExit();
                Assert.True(process.ExitCode == 0, output);
                process.Dispose();
            }
        }

        var listed = _glia.Run("runs").Output;
        var folders = Directory.GetDirectories(_glia.Runs);
        Assert.Equal(atOnce * rounds, folders.Length);
        Assert.All(folders, folder => Assert.Contains(listed.Split('\n'), line => line.Contains(Path.GetFileName(folder), StringComparison.Ordinal) && line.Contains("12/12", StringComparison.Ordinal) && line.Contains("1 reproduced", StringComparison.Ordinal)));
        Assert.Equal(listed, _glia.Run("runs", "--reindex").Output);
    }
}
