namespace Glia.Networks;

/// <summary>A batch that shows its layers' activity to a learner of subspaces, and lets it change what the weight gradients see of it.</summary>
public interface ILayerActivity : ITrainingBatch
{
    /// <summary>How many matrices of activity a layer's input gives in one batch: one, or one a time step where a network learns at each.</summary>
    int Observations(int layer);

    /// <summary>One matrix of a layer's input, after <see cref="ITrainingBatch.Forward"/>; to be read only.</summary>
    ActivityRows Observation(int layer, int index);

    /// <summary>Number of rows of <see cref="GradientActivity"/>.</summary>
    int GradientRows(int layer);

    /// <summary>The matrix A of a layer's weight gradient Aᵀ·errors. What is written to it counts in this batch's gradient and nowhere else.</summary>
    /// <remarks>To be asked for after <see cref="ITrainingBatch.Forward"/>; the forward pass and errors of lower layers do not see it.</remarks>
    ActivityRows GradientActivity(int layer);
}
