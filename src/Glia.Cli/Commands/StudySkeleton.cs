using System.Globalization;
using Glia.Papers;

namespace Glia.Cli.Commands;

/// <summary>The text of a new study: small, but complete, so that it runs and keeps the studies' contract before anything is filled in.</summary>
/// <param name="paper">The paper.</param>
internal sealed class StudySkeleton(Paper paper)
{
    private const string Data = "Synthetic samples.";

    /// <summary>The name of the study's folder and namespace: the slug's words joined.</summary>
    public string Pascal { get; } = string.Concat(paper.Slug.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The files, by their paths from the root of the checkout.</summary>
    public IEnumerable<(string Path, string Text)> Files =>
    [
        ($"src/Glia.Studies/{Pascal}/{Pascal}Options.cs", Options(Pascal)),
        ($"src/Glia.Studies/{Pascal}/{Pascal}Arm.cs", Arm(Pascal)),
        ($"src/Glia.Studies/{Pascal}/Study.cs", Study(paper.Slug, Pascal, Citation)),
        ($"docs/papers/{paper.Slug}.md", Page(paper.Title, Citation)),
    ];

    private string Citation => string.Create(CultureInfo.InvariantCulture, $"Authors: {paper.Title}. {paper.Date.Year}, identifier.");

    private static string Page(string title, string citation) => $"""
        # {title}

        **Paper.** {citation}

        **Data.** {Data}

        Say what the paper claims, what was reconstructed, and what the reader must know before reading the verdicts.

        """;

    private static string Options(string pascal) => $$"""
        using System.ComponentModel.DataAnnotations;
        using Glia.Lab.Studies;

        namespace Glia.Studies.{{pascal}};

        /// <summary>Options of the study.</summary>
        public sealed record {{pascal}}Options : StudyOptions
        {
            /// <summary>Number of samples a trial draws.</summary>
            [Range(1, 1_000_000)]
            public int Samples { get; init; } = 1000;
        }

        """;

    private static string Arm(string pascal) => $$"""
        using System.Text.Json.Serialization;
        using Glia.Lab.Studies;

        namespace Glia.Studies.{{pascal}};

        /// <summary>What a trial runs with a seed.</summary>
        /// <param name="Method">The method or baseline.</param>
        public sealed record {{pascal}}Arm(string Method) : Arm
        {
            /// <inheritdoc/>
            [JsonIgnore]
            public override string Name => Method;
        }

        """;

    private static string Study(string slug, string pascal, string citation) => $$"""
        using Glia.Lab.Figures;
        using Glia.Lab.Studies;
        using Glia.Lab.Trials;

        namespace Glia.Studies.{{pascal}};

        /// <summary>The study of the paper: say in one sentence what the paper claims.</summary>
        public sealed class Study : Study<{{pascal}}Options, {{pascal}}Arm>
        {
            /// <inheritdoc/>
            public override string Slug => "{{slug}}";

            /// <inheritdoc/>
            public override string Paper => {{Literal(citation)}};

            /// <inheritdoc/>
            public override string Data => {{Literal(Data)}};

            /// <inheritdoc/>
            public override string Differences => "Say what was reconstructed and what is smaller than in the paper.";

            /// <inheritdoc/>
            public override IReadOnlyList<Claim> Claims { get; } =
            [
                new("C1", "The method beats the baseline.", "not stated", "The paper's setting.", "mean difference ≥ 0.1 and its 95 % interval above 0"),
            ];

            /// <inheritdoc/>
            public override IReadOnlyList<Preset> Presets { get; } =
            [
                new(PresetName.Smoke, new {{pascal}}Options { Samples = 10 }, Seeds: 1, TimeSpan.FromSeconds(1), "10 samples."),
                new(PresetName.Quick, new {{pascal}}Options(), Seeds: 3, TimeSpan.FromSeconds(1), "1,000 samples."),
                new(PresetName.Desk, new {{pascal}}Options { Samples = 10_000 }, Seeds: 5, TimeSpan.FromSeconds(1), "10,000 samples."),
                new(PresetName.Paper, new {{pascal}}Options { Samples = 100_000 }, Seeds: 5, TimeSpan.FromSeconds(1), "100,000 samples."),
            ];

            /// <inheritdoc/>
            protected override IEnumerable<{{pascal}}Arm> Arms({{pascal}}Options options) => [new("baseline"), new("method")];

            /// <inheritdoc/>
            protected override TrialResult Run({{pascal}}Arm arm, {{pascal}}Options options, TrialContext context)
            {
                var noise = context.Stream("noise");
                double sum = 0;
                for (var sample = 0; sample < options.Samples; sample++)
                {
                    sum += noise.NextDouble();
                    context.Step(sample + 1, options.Samples);
                }

                return new TrialResult { Metrics = new Dictionary<string, double> { ["score"] = sum / options.Samples } };
            }

            /// <inheritdoc/>
            protected override IEnumerable<Finding> Judge(TrialTable<{{pascal}}Arm> trials, {{pascal}}Options options)
            {
                if (trials.Difference("method", "baseline", "score") is { } difference)
                {
                    yield return new Finding("C1", "score, method − baseline", difference, Rule.AtLeast(difference, 0.1));
                }
            }

            /// <inheritdoc/>
            protected override IEnumerable<Figure> Draw(TrialTable<{{pascal}}Arm> trials, {{pascal}}Options options) => [];
        }

        """;

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
