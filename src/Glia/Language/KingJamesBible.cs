using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Glia.Language;

/// <summary>The King James Bible of 1611, carried by Glia: 4.2 million characters of English in which names come again over long distances.</summary>
/// <remarks>Split by book: Genesis to Acts to train, Romans to 2 Thessalonians to choose by, 1 Timothy to Revelation to test. <c>Data/Embedded/make-king-james.cs</c> makes it.</remarks>
public static class KingJamesBible
{
    private const int TrainBooks = 44;
    private const int ValidationBooks = 9;
    private static readonly Lazy<CharacterCorpus> Carried = new(Read);

    /// <summary>The corpus; unpacked at the first call and kept.</summary>
    public static CharacterCorpus Corpus => Carried.Value;

    private static CharacterCorpus Read()
    {
        using var packed = new BrotliStream(Assembly.GetExecutingAssembly().GetManifestResourceStream("Glia.Data.king-james.br")!, CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        var books = reader.ReadToEnd().Split("\n\n");
        string Part(Range range) => string.Join("\n\n", books[range]);
        return CharacterCorpus.FromParts(Part(..TrainBooks), Part(TrainBooks..(TrainBooks + ValidationBooks)), Part((TrainBooks + ValidationBooks)..));
    }
}
