using System.Text.RegularExpressions;
using Glia.Testing;

namespace Glia.Lab.Tests.Docs;

public partial class PageTests
{
    public static TheoryData<string> Pages =>
    [
        "random", "data", "statistics", "figures", "networks", "tensors", "spiking", "events", "deltas", "liquid-state-machines", "reservoirs", "reservoirs-spiking", "simulation", "continual",
        "circuits", "learning-regimes",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_example_of_a_page_is_one_that_is_compiled_and_run(string page)
    {
        var source = Plain(string.Join('\n', Directory.GetFiles(Repository.PathOf("tests", "Glia.Lab.Tests", "Docs"), "Examples*.cs").Select(File.ReadAllText)));
        var examples = Fences().Matches(File.ReadAllText(Repository.PathOf("docs", page + ".md")));
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(Plain(example.Groups[1].Value), source, StringComparison.Ordinal));
    }

    private static string Plain(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
