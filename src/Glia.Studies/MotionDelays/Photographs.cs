using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Glia.Data;
using Glia.Vision;
using SkiaSharp;

namespace Glia.Studies.MotionDelays;

/// <summary>Photographs of a folder or of a .npy cube, grey, cut to a square and whitened.</summary>
internal static partial class Photographs
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    public static IReadOnlyList<GreyImage> Load(string path, int size, bool whiten)
    {
        if (path.Length == 0 || !Path.Exists(path))
        {
            throw new DataException($"images=Photographs needs --set imageFolder=… : a folder of PNG or JPEG photographs, or a .npy cube [rows, columns, images]; got '{path}'. The paper used 100 images of the van Hateren collection.");
        }

        var images = Directory.Exists(path)
            ? Directory.GetFiles(path).Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).Select(file => (Name: file, Image: Decode(file, size))).ToList()
            : [.. Cube(path, size).Select((image, i) => (Name: $"{path}, image {i}", Image: image))];
        foreach (var (name, image) in images)
        {
            var slope = Whitening.SpectralSlope(image);
            if (whiten == slope > Whitening.FlattestNaturalSlope)
            {
                throw new DataException(FormattableString.Invariant($"{name}: the power falls as f^{slope:0.0}. ") + (whiten
                    ? "A photograph's falls about as f^-2; this one is whitened already (or noise): --set whiten=false."
                    : "This is no whitened image: --set whiten=true."));
            }
        }

        return [.. images.Select(image => whiten ? Whitening.Apply(image.Image) : image.Image)];
    }

    private static GreyImage Decode(string file, int size)
    {
        using var bitmap = SKBitmap.Decode(file) ?? throw new DataException($"{file} is no PNG or JPEG image that can be read.");
        if (bitmap.Width < size || bitmap.Height < size)
        {
            throw new DataException($"{file} has {bitmap.Width} × {bitmap.Height} pixels; imageSize={size} needs as many each way.");
        }

        // The largest centred square, scaled down to the size asked for.
        var side = Math.Min(bitmap.Width, bitmap.Height);
        using var square = new SKBitmap(side, side);
        bitmap.ExtractSubset(square, SKRectI.Create((bitmap.Width - side) / 2, (bitmap.Height - side) / 2, side, side));
        using var small = square.Resize(new SKImageInfo(size, size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var pixels = Array.ConvertAll(small.Pixels, pixel => ((0.299 * pixel.Red) + (0.587 * pixel.Green) + (0.114 * pixel.Blue)) / 255);
        return new GreyImage(size, size, pixels);
    }

    private static IEnumerable<GreyImage> Cube(string file, int size)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.Length < 12 || bytes[0] != 0x93 || Encoding.ASCII.GetString(bytes, 1, 5) != "NUMPY" || bytes[6] is < 1 or > 3)
        {
            throw new DataException($"{file} is no .npy file.");
        }

        var start = bytes[6] == 1 ? 10 : 12;
        var length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        var header = start + length <= bytes.Length ? Encoding.ASCII.GetString(bytes, start, (int)length) : "";
        var match = Header().Match(header);
        if (!match.Success)
        {
            throw new DataException($"{file} must hold an array '<f4' or '<f8' in C order with three dimensions [rows, columns, images]; its header is {header.Trim()}");
        }

        var (width, dimensions) = (match.Groups[1].Value == "8" ? 8 : 4, new[] { 2, 3, 4 }.Select(group => long.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
        var data = start + (int)length;
        if (dimensions.Any(dimension => dimension is < 1 or > 1 << 20) || (Int128)dimensions[0] * dimensions[1] * dimensions[2] * width != bytes.Length - data || dimensions[0] < size || dimensions[1] < size)
        {
            throw new DataException($"{file} says [{string.Join(", ", dimensions)}] and holds {bytes.Length - data} bytes; imageSize={size} needs as many rows and columns.");
        }

        double At(long index) => width == 8 ? BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(data + (int)(index * 8))) : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(data + (int)(index * 4)));
        for (var image = 0; image < dimensions[2]; image++)
        {
            var pixels = new double[size * size];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = At(((((long)i / size * dimensions[1]) + (i % size)) * dimensions[2]) + image);
            }

            yield return new GreyImage(size, size, pixels);
        }
    }

    [GeneratedRegex(@"'descr':\s*'<f([48])',\s*'fortran_order':\s*False,\s*'shape':\s*\((\d{1,9}),\s*(\d{1,9}),\s*(\d{1,9}),?\)")]
    private static partial Regex Header();
}
