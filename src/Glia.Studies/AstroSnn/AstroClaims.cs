using Glia.Lab.Studies;

namespace Glia.Studies.AstroSnn;

/// <summary>The claims and the rules by which they are judged, written before any judged run.</summary>
internal static class AstroClaims
{
    public const string Reconstruction = "AM-SU: reconstruction, not the authors' equations";
    private const string Unreadable = "no number readable; direction only";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new("C1", "Memory retention is better than in a traditional SNN.", Unreadable, "Delayed cue recall (ours): 4 cues, D silent steps, 32 units.",
            "mean test accuracy of the AM-SU ≥ 0.95, 0.90, 0.70 at D = 5, 20, 80 and of LIF ≤ 0.32 at every D; partly if at some of the delays run"),
        new("C2", "And it is the slow astrocyte that remembers (our check that nothing else does).", "not a claim of the paper; ours", "The trained AM-SU of C1.",
            "accuracy ≤ 0.32 (chance 0.25) at every D with the astrocytes emptied at D/2, and ≤ 0.60 at D = 80 with every astrocyte held at τ = 2; partly if one of the two; without D = 80 at most partly"),
        new("C3", "It is better than fair rivals too, which have slow state of their own (our question).", "not a claim of the paper; ours", "C1 at the longest delay; LIF with twice the units, adaptive LIF, LIF with slow learned leaks, recurrent LIF.",
            "accuracy over the rival with the best validation accuracy: interval above 0 reproduced, holding 0 partly, below 0 not reproduced; the GRU is reported beside it"),
        new("C4", "Language generation is better than that of a traditional SNN.", Unreadable, "Characters of the text, next-character loss on the test split, bits per character (bpc); every arm at the best of as many settings on validation text.",
            "bpc, LIF − AM-SU ≥ 0.03 in the mean, interval above 0; reproduced only if in every seed the AM-SU is below the unigram entropy − 1.5"),
        new("C5", "Long-range dependencies are held.", Unreadable, "Second mention of a name 50 to 200 characters after the first, against all characters.",
            "gain over LIF in bpc on second mentions minus gain on all characters: interval above 0; partly if the mean is"),
        new("C6", "Latency, throughput and memory are better than those of attention at long context.", Unreadable, "One token after contexts from 64 to 4,096, batch 1.",
            "AM-SU: ms a token max/min ≤ 1.2 over contexts and state bytes constant; GPT with a key-value cache: ms a token at 4,096 ≥ 1.5 times that at 64 and cache bytes 2·L·d·4·n; partly if the bytes and one of the two times; without 64 and 4,096 at most partly"),
        new("C7", "The model trains at 1.5 billion parameters.", "1.5 B (a list of models trained with GPT-NeoX)", "Large text corpus on GPUs.", "not tested: out of reach of a desk"),
        new("C8", "In language it is better than fair spiking rivals too (our question).", "not a claim of the paper; ours", "C4; LIF with twice the units, adaptive LIF, LIF with slow learned leaks, recurrent LIF, RWKV mixing and LIF as in SpikeGPT.",
            "bpc, the rival with the best validation bpc − AM-SU: interval above 0 reproduced, holding 0 partly, below 0 not reproduced; GRU, GPT and 5-gram are reported beside it"),
        new("C9", "Eight symbols are copied after a pause better than by fair spiking rivals (our question).", "not a claim of the paper; ours", "Copying, 8 of 8 symbols after 20 blanks, chance 0.125; the models of C8 at width 32.",
            "accuracy over the rival with the best validation accuracy: interval above 0 reproduced, holding 0 partly, below 0 not reproduced; GRU and GPT are reported beside it"),
        new("C10", "An astrocyte that holds pairs of key and value recalls by association (our option, from the astrocyte reading of attention).", "not a claim of the paper; ours", "Associative recall, 8 pairs of 16 keys and 8 values, chance 0.125, width 32.",
            "accuracy with the associative memory ≥ 0.9 in the mean and its difference to the AM-SU without: interval above 0; partly if the interval is; not tested unless the GPT reaches 0.9, which shows that the training was long enough"),
    ];
}
