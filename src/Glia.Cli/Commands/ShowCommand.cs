using System.CommandLine;
using System.Globalization;
using Glia.Cli.Display;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia show</c>: a study's claims, presets and options.</summary>
internal static class ShowCommand
{
    public static Command Create(CliContext context)
    {
        var paper = new Argument<string>("paper") { Description = "The paper's slug" };
        var command = new Command("show", """
            Show a study: the paper's claims with the rules that judge them, the presets, and every option.

            Example:
              glia show power-law-rehearsal
            """) { paper };
        command.SetAction(parsed =>
        {
            var study = context.Study(parsed.GetValue(paper)!);
            void Line(string text) => context.Output.Write(new Text(text + "\n"));
            Line(study.Paper);
            Line($"Data: {study.Data}");
            Line($"Differs from the paper: {study.Differences}");
            foreach (var claim in study.Claims)
            {
                Line($"\n{claim.Id}  {claim.Statement}\n    claimed: {claim.Claimed}\n    setting: {claim.Setting}\n    rule:    {claim.Rule}");
            }

            Line("\nPresets");
            foreach (var preset in study.Presets)
            {
                var needs = preset.RequiredData.Count == 0 ? "" : $" Needs the data {string.Join(", ", preset.RequiredData)} (glia data get).";
                Line(string.Create(CultureInfo.InvariantCulture, $"  {preset.Name.ToString().ToLowerInvariant(),-6} {preset.Seeds} seeds, about {Duration.Text(preset.Expected)}. {preset.Scale}{needs}"));
            }

            Line("\nOptions (defaults; presets change some)");
            var defaults = study.Preset(Lab.Studies.PresetName.Desk).Options;
            foreach (var property in study.Options.Properties)
            {
                Line($"  {property.Name} = {property.Text(defaults)}\n      {property.Documentation} Allowed: {property.Allowed}.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
