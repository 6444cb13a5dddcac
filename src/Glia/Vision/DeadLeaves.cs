using Glia.Random;

namespace Glia.Vision;

/// <summary>Images of discs that cover each other like fallen leaves: edges of occlusion and a spectrum of 1/f², as in photographs.</summary>
/// <remarks>Radii have the density r⁻³, greys are uniform in [0, 1), a later leaf covers an earlier one; what is never covered stays 0.5. Leaves that reach over
/// an edge go on at the opposite one, so that the image repeats without a seam.</remarks>
public static class DeadLeaves
{
    /// <summary>Draws an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static GreyImage Draw(RandomStream random, DeadLeavesOptions? options = null)
    {
        var (size, leaves) = ((options ??= new DeadLeavesOptions()).Validated().Size, options.Leaves);
        var pixels = new double[size * size];
        Array.Fill(pixels, 0.5);

        // P(radius > r) runs from 1 to 0 as (r⁻² − largest⁻²).
        var (near, far) = (Math.Pow(options.SmallestRadius, -2), Math.Pow(options.LargestRadius, -2));
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            var radius = 1 / Math.Sqrt(near - (random.NextDouble() * (near - far)));
            Cover(pixels, size, random.NextDouble() * size, random.NextDouble() * size, radius, random.NextDouble());
        }

        return new GreyImage(size, size, pixels);
    }

    private static void Cover(double[] pixels, int size, double centreY, double centreX, double radius, double grey)
    {
        for (var y = (int)Math.Ceiling(centreY - radius); y <= centreY + radius; y++)
        {
            var half = Math.Sqrt(Math.Max(0, (radius * radius) - ((y - centreY) * (y - centreY))));
            var row = ((y % size) + size) % size * size;
            for (var x = (int)Math.Ceiling(centreX - half); x <= centreX + half; x++)
            {
                pixels[row + (((x % size) + size) % size)] = grey;
            }
        }
    }
}
