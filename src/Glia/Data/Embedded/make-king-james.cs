#:project ../../Glia.csproj
#:property PublishAot=false

// Packs the text of the King James Bible that the library carries, from the Debian packages bible-kjv and bible-kjv-text:
//
//     apt-get download bible-kjv bible-kjv-text && for p in bible-kjv*.deb; do dpkg-deb -x $p kjv; done
//     printf 'gen1:1-rev22:21\nq\n' | kjv/usr/bin/bible -p kjv/usr/lib -f > kjv.txt
//     dotnet run src/Glia/Data/Embedded/make-king-james.cs -- kjv.txt
//
// One verse a line without its place ("Ge1:1 "), an empty line between books. king-james.json records what went in and what came out.

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

if (args is not [var file])
{
    Console.Error.WriteLine("Give the file that 'bible' printed.");
    return 2;
}

var target = Path.GetDirectoryName(ThisFile())!;
var text = new StringBuilder();
var (book, verses, books) = ("", 0, 0);
foreach (var line in File.ReadLines(file).SkipWhile(line => !line.StartsWith("bible(", StringComparison.Ordinal)))
{
    var verse = Regex.Match(line, "^([1-3]?[A-Za-z]+)[0-9]+:[0-9]+ (.*)$");
    if (!verse.Success)
    {
        continue;
    }

    if (verse.Groups[1].Value != book)
    {
        text.Append(books++ == 0 ? "" : "\n");
        book = verse.Groups[1].Value;
    }

    text.Append(verse.Groups[2].Value).Append('\n');
    verses++;
}

if (books != 66 || verses != 31_102)
{
    Console.Error.WriteLine($"{file} has {books} books and {verses} verses; the King James Bible has 66 and 31,102.");
    return 1;
}

var content = Encoding.UTF8.GetBytes(text.ToString());
using (var packed = new BrotliStream(File.Create(Path.Combine(target, "king-james.br")), CompressionLevel.SmallestSize))
{
    packed.Write(content);
}

File.WriteAllText(
    Path.Combine(target, "king-james.json"),
    $$"""
    {
      "what": "King James Bible, 66 books, 31,102 verses, one a line, without chapter and verse",
      "licence": "public domain: the translation is of 1611, its copyright has expired (so says the package; in the United Kingdom printing is the Crown's privilege)",
      "from": "Debian packages bible-kjv-text and bible-kjv, version 4.38, printed by bible -f gen1:1-rev22:21",
      "madeBy": "make-king-james.cs",
      "file": "king-james.br",
      "bytes": {{content.Length}},
      "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(content))}}"
    }

    """);
return 0;

static string ThisFile([CallerFilePath] string path = "") => path;
