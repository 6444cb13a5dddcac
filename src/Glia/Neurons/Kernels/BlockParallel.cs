namespace Glia.Neurons.Kernels;

/// <summary>Runs independent blocks of work on <see cref="NeuronThreads.Count"/> threads.</summary>
internal static class BlockParallel
{
    /// <summary>Calls the action once a block; which thread takes which block is left open, so a block must write only what is its own.</summary>
    public static void Run(int blocks, Action<int> action)
    {
        var threads = Math.Min(NeuronThreads.Count, blocks);
        if (threads > 1)
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);
            return;
        }

        for (var block = 0; block < blocks; block++)
        {
            action(block);
        }
    }
}
