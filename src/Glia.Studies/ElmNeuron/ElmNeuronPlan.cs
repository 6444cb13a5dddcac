namespace Glia.Studies.ElmNeuron;

/// <summary>Which arms a run has.</summary>
internal static class ElmNeuronPlan
{
    public const int RecallMemories = 32;
    public const int ShdMemories = 100;
    public const int ShdBinMs = 10;

    public static IEnumerable<ElmArm> Arms(ElmNeuronOptions options)
    {
        var judged = new ElmArm(ElmPart.NeuronIo, ElmModel.Elm, options.Memories.Max());
        ElmModel[] lstms = [ElmModel.Lstm, ElmModel.ChronoLstm];
        ElmVariant[] changes = options.Ablations
            ? [ElmVariant.Tau1, ElmVariant.DrawnRouting, ElmVariant.Tau5, ElmVariant.Tau150, ElmVariant.Linear, ElmVariant.Lambda1]
            : [ElmVariant.Tau1];
        return
        [
            .. options.Memories.Select(memories => judged with { Size = memories }),
            new ElmArm(ElmPart.NeuronIo, ElmModel.Glm, 0),
            .. options.LstmUnits.SelectMany(units => lstms.Select(model => new ElmArm(ElmPart.NeuronIo, model, units))),
            .. options.TcnChannels > 0 ? new[] { new ElmArm(ElmPart.NeuronIo, ElmModel.Tcn, options.TcnChannels) } : [],
            .. changes.Select(change => judged with { Variant = change }),
            .. options.BinsMs.SelectMany(bin => lstms.Prepend(ElmModel.Elm).Select(model => new ElmArm(ElmPart.SpokenSum, model, options.SumUnits, bin))),
            .. options.Delays.SelectMany(delay => new[] { ElmVariant.Whole, ElmVariant.ShortTau }.Select(variant => new ElmArm(ElmPart.Recall, ElmModel.Elm, RecallMemories, delay, variant))),
            .. options.ShdFolder.Length > 0 ? new[] { new ElmArm(ElmPart.Heidelberg, ElmModel.Elm, ShdMemories, ShdBinMs) } : [],
        ];
    }
}
