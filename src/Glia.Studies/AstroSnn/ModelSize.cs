namespace Glia.Studies.AstroSnn;

/// <summary>How large a language model is.</summary>
/// <param name="Vocabulary">V.</param>
/// <param name="Width">d of the spiking models; the others get as many parameters.</param>
/// <param name="Layers">L.</param>
/// <param name="Reach">Steps to twice which slow time constants are spread.</param>
/// <param name="Context">Positions of the GPT.</param>
internal readonly record struct ModelSize(int Vocabulary, int Width, int Layers, int Reach, int Context);
