namespace Glia.Neurons.Surrogates;

/// <summary>Receives a surrogate as the struct that it is, so that a kernel can be compiled for it.</summary>
internal interface ISurrogateVisitor<TResult>
{
    /// <summary>Uses the surrogate.</summary>
    TResult Visit<TFunction>(TFunction function)
        where TFunction : struct, ISurrogateFunction;
}
