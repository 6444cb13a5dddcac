using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Subspaces;

/// <summary>Random rows that are orthonormal.</summary>
internal static class OrthonormalRows
{
    // A second round removes what rounding left of the first.
    private const int Rounds = 2;

    /// <summary>Fills rows <paramref name="first"/> … <paramref name="end"/>−1, orthonormal to each other and to the rows from <paramref name="orthogonalFrom"/> on.</summary>
    public static void Fill(Span<float> matrix, int stride, int width, int orthogonalFrom, int first, int end, RandomStream random)
    {
        for (var row = first; row < end; row++)
        {
            var own = matrix.Slice(row * stride, width);
            random.FillGaussian(own, 0, 1);
            for (var round = 0; round < Rounds; round++)
            {
                for (var other = orthogonalFrom; other < row; other++)
                {
                    var before = matrix.Slice(other * stride, width);
                    TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot<float>(own, before) / TensorPrimitives.SumOfSquares<float>(before), own, own);
                }

                TensorPrimitives.Divide(own, MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(own)), own);
            }
        }
    }
}
