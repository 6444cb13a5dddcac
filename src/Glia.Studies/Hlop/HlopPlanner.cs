using Glia.Networks.Spiking;

namespace Glia.Studies.Hlop;

/// <summary>The arms.</summary>
internal sealed class HlopPlanner(HlopStudyOptions options)
{
    public static HlopArm Sequential { get; } = new(HlopMethod.Sequential);

    public static HlopArm Main { get; } = new(HlopMethod.Hlop);

    public static NetworkKind[] OtherNetworks => [NetworkKind.Bptt, NetworkKind.Ottt];

    public static FeedbackMode[] OtherFeedback => [FeedbackMode.FeedbackAlignment, FeedbackMode.SignSymmetric];

    public IEnumerable<HlopArm> Arms() =>
    [
        Sequential,
        Main,
        new HlopArm(HlopMethod.RandomSubspace),
        new HlopArm(HlopMethod.Joint),
        .. options.StoredPerClass == 0 ? [] : new[] { HlopMethod.HlopWithReplay, HlopMethod.Replay }.Select(method => Side(new HlopArm(method))),
        .. options.EwcStrengths.Distinct().Select(strength => Side(new HlopArm(HlopMethod.Ewc) { Strength = strength })),
        .. options.GpmThresholds.Distinct().Select(threshold => Side(new HlopArm(HlopMethod.Gpm) { Strength = threshold })),
        .. options.OgdSamples == 0 ? [] : new[] { Side(new HlopArm(HlopMethod.Ogd) { Strength = options.OgdSamples }) },
        .. options.LateralSpikes.Distinct().Select(spikes => Side(Main with { LateralSpikes = spikes })),
        .. options.OtherTraining ? OtherNetworks.Append(NetworkKind.Rates).SelectMany(Pair) : [],
        .. options.OtherTraining ? OtherFeedback.SelectMany(Pair) : [],
    ];

    private HlopArm Side(HlopArm arm) => arm with { Seeds = options.SideSeeds };

    private IEnumerable<HlopArm> Pair(NetworkKind network) => new[] { Sequential, Main }.Select(arm => Side(arm with { Network = network }));

    private IEnumerable<HlopArm> Pair(FeedbackMode feedback) => new[] { Sequential, Main }.Select(arm => Side(arm with { Feedback = feedback }));
}
