using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Lab.Tests;

/// <summary>A study whose trials do what a test tells them.</summary>
/// <param name="run">What a trial does.</param>
internal sealed class SampleStudy(Func<SampleArm, TrialContext, TrialResult> run) : Study<SampleOptions, SampleArm>
{
    /// <summary>The names of the arms.</summary>
    public IReadOnlyList<string> ArmNames { get; init; } = ["a", "b"];

    /// <summary>Whether trials must not run side by side.</summary>
    public bool Alone { get; init; }

    public override string Slug => "sample";

    public override string Paper => "Nobody: A <sample> & more.";

    public override string Data => "None.";

    public override string Differences => "There is no paper.";

    public override bool RunsTrialsAlone => Alone;

    public override bool UsesLibtorch => false;

    public override IReadOnlyList<Claim> Claims { get; } = [new("C1", "Means are near one half.", "0.5", "none", "mean within 0.4 and 0.6")];

    public override IReadOnlyList<Preset> Presets { get; } =
        [.. Enum.GetValues<PresetName>().Select(name => new Preset(name, new SampleOptions(), Seeds: 3, TimeSpan.FromSeconds(1), "Small."))];

    protected override IEnumerable<SampleArm> Arms(SampleOptions options) => ArmNames.Select(name => new SampleArm(name));

    protected override TrialResult Run(SampleArm arm, SampleOptions options, TrialContext context) => run(arm, context);

    protected override IEnumerable<Finding> Judge(TrialTable<SampleArm> trials, SampleOptions options) =>
        trials.Mean("mean") is { } mean ? [new Finding("C1", "mean", mean, Rule.Within(mean, 0.4, 0.6))] : [];

    protected override IEnumerable<Figure> Draw(TrialTable<SampleArm> trials, SampleOptions options) => [];
}
