using Glia.Random;

namespace Glia.Continual;

/// <summary>A small memory of training samples that decides which of a stream it keeps.</summary>
/// <remarks>It keeps references to samples; <see cref="StrategyCost.StateBytes"/> counts what the samples themselves would take.</remarks>
public interface IReplayBuffer
{
    /// <summary>How many samples are kept now.</summary>
    int Count { get; }

    /// <summary>A sample that is kept, by its place from 0.</summary>
    SampleReference this[int place] { get; }

    /// <summary>Shows the buffer the next sample of the stream.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="label">Its class.</param>
    /// <param name="random">Source of the buffer's choices.</param>
    void Offer(SampleReference sample, int label, RandomStream random);
}
