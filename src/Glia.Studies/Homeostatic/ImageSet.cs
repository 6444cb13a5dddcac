namespace Glia.Studies.Homeostatic;

/// <summary>What is classified.</summary>
public enum ImageSet
{
    /// <summary>Handwritten digits.</summary>
    Mnist,

    /// <summary>Articles of clothing.</summary>
    FashionMnist,
}
