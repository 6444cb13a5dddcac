namespace Glia.Studies.Homeostatic;

/// <summary>What moves the learning rate.</summary>
public enum Regulation
{
    /// <summary>Nothing.</summary>
    Constant,

    /// <summary>Classes, where the network imagines to do better for it (LRH).</summary>
    Homeostatic,

    /// <summary>Classes, by the toss of a coin (LRR).</summary>
    Random,
}
