using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Draws the initial weights among recurrent units.</summary>
public interface IRecurrentInitializer
{
    /// <summary>Draws weights.</summary>
    /// <param name="units">N, at least 1.</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>W, [N, N]: a row for each unit that receives.</returns>
    Matrix<double> Draw(int units, RandomStream random);
}
