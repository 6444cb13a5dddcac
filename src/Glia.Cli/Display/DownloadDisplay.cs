using Glia.Data;
using Spectre.Console;

namespace Glia.Cli.Display;

/// <summary>Shows how far the files of a data set are, each with a bar and the time left.</summary>
internal sealed class DownloadDisplay(ProgressContext display) : IProgress<DataProgress>
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];

    public void Report(DataProgress value)
    {
        if (!_tasks.TryGetValue(value.File, out var task))
        {
            task = _tasks[value.File] = display.AddTask(Markup.Escape(value.File));
        }

        task.IsIndeterminate = value.TotalBytes is null;
        task.MaxValue = value.TotalBytes ?? Math.Max(1, value.Bytes);
        task.Value = value.Bytes;
    }
}
