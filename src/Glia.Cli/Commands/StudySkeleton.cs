namespace Glia.Cli.Commands;

/// <summary>The text of a new study: small, but complete, so that it runs before anything is filled in.</summary>
internal static class StudySkeleton
{
    public static IEnumerable<(string File, string Text)> Files(string slug, string pascal)
    {
        yield return ($"{pascal}Options.cs", Options(pascal));
        yield return ($"{pascal}Arm.cs", Arm(pascal));
        yield return ("Study.cs", Study(slug, pascal));
    }

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

    private static string Study(string slug, string pascal) => $$"""
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
            public override string Paper => "Authors, title, year, identifier of {{slug}}.";

            /// <inheritdoc/>
            public override string Data => "Synthetic samples.";

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
}
