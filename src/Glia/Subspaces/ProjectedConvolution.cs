using Glia.Networks;
using Glia.Random;

namespace Glia.Subspaces;

/// <summary>The subspace of a convolution's windows, and the projection that keeps what the convolution answers to old ones.</summary>
/// <remarks>
/// A convolution is a dense layer on windows: its weight gradient is a sum of windows times errors, so that removing the part of the gradient in the
/// span of old windows leaves the answers to them unchanged. Source: Xiao et al. 2024 (HLOP) and Saha et al. 2021 (GPM). Thread-safe: no.
/// </remarks>
public sealed class ProjectedConvolution
{
    private readonly ConvolutionShape _shape;
    private float[] _patches = [];

    /// <summary>Starts with a subspace without rows.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="options">How the subspace learns.</param>
    /// <param name="name">What messages call the layer.</param>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public ProjectedConvolution(ConvolutionShape shape, OjaSubspaceOptions options, string name = "the convolution")
    {
        _shape = shape.Validated();
        Subspace = new OjaSubspace(shape.PatchSize, options, name);
    }

    /// <summary>The subspace; grow and freeze it between tasks.</summary>
    public OjaSubspace Subspace { get; }

    /// <summary>Adds rows that will learn.</summary>
    /// <exception cref="SubspaceException">There would be more rows than numbers in a window.</exception>
    public void Grow(int rows, RandomStream random) => Subspace.Grow(rows, random);

    /// <summary>Learns from the windows of a batch of images; returns false where there was nothing to learn.</summary>
    /// <param name="images">[images, channels, height, width], one after the other.</param>
    /// <exception cref="ArgumentException">The numbers are not whole images.</exception>
    /// <exception cref="SubspaceException">The rows ran away.</exception>
    public bool Update(ReadOnlySpan<float> images)
    {
        if (images.Length == 0 || images.Length % _shape.ImageSize != 0)
        {
            throw new ArgumentException($"Images of {_shape.ImageSize} numbers each are needed; got {images.Length} numbers.", nameof(images));
        }

        var count = images.Length / _shape.ImageSize;
        var size = _shape.Patches * _shape.PatchSize;
        if (_patches.Length < count * size)
        {
            _patches = new float[count * size];
        }

        for (var image = 0; image < count; image++)
        {
            _shape.CopyPatches(images.Slice(image * _shape.ImageSize, _shape.ImageSize), _patches.AsSpan(image * size, size));
        }

        return Subspace.Update(new ActivityRows(_patches, count * _shape.Patches, _shape.PatchSize, _shape.PatchSize));
    }

    /// <summary>Removes from a weight gradient, in place, what would change the answers to windows of finished tasks.</summary>
    /// <param name="gradient">[output channels, channels, kernel, kernel], as PyTorch lays weights out.</param>
    /// <exception cref="ArgumentException">The numbers are not whole windows.</exception>
    public void RemoveProjection(Span<float> gradient)
    {
        if (gradient.Length % _shape.PatchSize != 0)
        {
            throw new ArgumentException($"A gradient of windows of {_shape.PatchSize} numbers is needed; got {gradient.Length} numbers.", nameof(gradient));
        }

        Subspace.RemoveProjection(new ActivityRows(gradient, gradient.Length / _shape.PatchSize, _shape.PatchSize, _shape.PatchSize));
    }
}
