namespace Glia.Deltas;

/// <summary>The mean over windows that do not overlap; linear.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Window">Rows and columns of a window; null for the whole frame.</param>
public sealed record FrameAveragePooling(string Name, int? Window = null) : FrameLayer(Name)
{
    internal (int Rows, int Columns) WindowIn(FrameShape input)
    {
        if (Window is not { } window)
        {
            return (input.Height, input.Width);
        }

        return window > 0 && input.Height % window == 0 && input.Width % window == 0
            ? (window, window)
            : throw new ArgumentException($"Layer '{Name}' averages windows of {window} × {window}, which do not divide a frame of {input}.");
    }
}
