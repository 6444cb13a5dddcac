namespace Glia.Homeostasis;

/// <summary>What a learner can know about an update before it takes it: how well it would then do on what it has just seen.</summary>
public interface IImaginedUpdate
{
    /// <summary>Number of remembered samples whose class would be right after a step with this learning rate; the parameters do not change.</summary>
    int Correct(double rate);
}
