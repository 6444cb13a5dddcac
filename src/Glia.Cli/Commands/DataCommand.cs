using System.CommandLine;
using System.Globalization;
using Glia.Cli.Display;
using Glia.Data;
using Glia.Lab.Text;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia data</c>: the data sets that Glia can get.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new("data", """
        List, get and check data sets. They lie in the folder that GLIA_DATA names, or in the platform's cache folder.

        Examples:
          glia data list
          glia data get mnist
          glia data verify mnist
        """)
    {
        List(context), Get(context), Info(context), Verify(context),
    };

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the data sets, and which are here.");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "size", "licence", "here");
            foreach (var set in DataRegistry.All)
            {
                table.AddRow(set.Name, set.Title, Size(set.Bytes), set.Licence, DataCache.Default.Has(set) ? "yes" : "no");
            }

            context.Output.Write(table);
            context.Output.Write(new Text($"folder: {DataCache.Default.Root}\n"));
        });
        return command;
    }

    private static Command Get(CliContext context)
    {
        var name = Name();
        var command = new Command("get", "Get a data set: from its addresses, or through the npm client where there is no way to those.") { name };
        command.SetAction(async (parsed, stop) =>
        {
            var set = Find(parsed.GetValue(name)!);
            // The fetcher watches over the bytes; a limit on the whole download would cut off slow networks.
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            await context.Error.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RemainingTimeColumn())
                .StartAsync(display => new DataFetcher(DataCache.Default, client).GetAsync(set, new DownloadDisplay(display), stop));
            context.Output.Write(new Text($"{set.Name} is in {DataCache.Default.Folder(set)}; every checksum is right.\n"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Info(CliContext context)
    {
        var name = Name();
        var command = new Command("info", "Tell what a data set is, and where it comes from.") { name };
        command.SetAction(parsed =>
        {
            var set = Find(parsed.GetValue(name)!);
            void Line(string text) => context.Output.Write(new Text(text + "\n"));
            Line($"{set.Name}: {set.Title}\nsource: {set.Source}\nlicence: {set.Licence}\nfolder: {DataCache.Default.Folder(set)}");
            foreach (var file in set.Files)
            {
                Line($"  {file.Name}, {Size(file.Bytes)}, SHA-256 {file.Sha256}\n    {string.Join("\n    ", file.Addresses)}");
            }

            Line(set.NpmPackage is { } package ? $"npm package: {package}" : "");
        });
        return command;
    }

    private static Command Verify(CliContext context)
    {
        var name = Name();
        var command = new Command("verify", "Read a data set's files and compare their checksums.") { name };
        command.SetAction(parsed =>
        {
            var set = Find(parsed.GetValue(name)!);
            var states = DataCache.Default.Verify(set);
            foreach (var (file, state) in states)
            {
                context.Output.Write(new Text($"{file.Name}: {(state == FileState.Right ? "right" : state == FileState.Missing ? "missing" : "wrong checksum")}\n"));
            }

            if (states.Any(file => file.State != FileState.Right))
            {
                throw new MissingException($"Get what is missing or wrong with: glia data get {set.Name}");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "The data set's name (glia data list)" };

    private static DataSetInfo Find(string name) => DataRegistry.Find(name)
        ?? throw new UsageException($"There is no data set '{name}'.{Suggestion.DidYouMean(name, DataRegistry.All.Select(set => set.Name))} glia data list shows all.");

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}
