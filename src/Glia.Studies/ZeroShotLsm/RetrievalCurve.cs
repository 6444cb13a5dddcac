namespace Glia.Studies.ZeroShotLsm;

/// <summary>How often a clip finds an image of its digit after each epoch, among digits that were paired in training and among those that were not.</summary>
internal sealed class RetrievalCurve
{
    public List<double> Seen { get; } = [];

    public List<double> Unseen { get; } = [];

    /// <summary>The paper's rule: the epoch that is best on the test of the unseen digits.</summary>
    public double BestUnseen => Unseen.Max();

    public void Add(double seen, double unseen)
    {
        Seen.Add(seen);
        Unseen.Add(unseen);
    }
}
