namespace Glia.Studies.DeltaActivation;

/// <summary>Films to train on, to choose strengths on, and to judge by.</summary>
internal sealed record ClipSplit(VideoClips Train, VideoClips Validation, VideoClips Test);
