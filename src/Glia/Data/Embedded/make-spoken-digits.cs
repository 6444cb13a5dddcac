// Makes the embedded spoken digits with espeak-ng (1.51; Debian: apt-get install espeak-ng):
//   dotnet run make-spoken-digits.cs -- spoken-digits.br
// Ten digits in English and German, spoken by voices that differ between training, validation and test, at four rates and three pitches, heard by Glia.Sound.InnerEar.
#:project ../../Glia.csproj
#:property TreatWarningsAsErrors=false
#:property PublishAot=false
using System.Diagnostics;
using Glia.Formats;
using Glia.Sound;
using Glia.Spikes;

string[][] words =
[
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
];
string[] languages = ["en", "de"];
string[] voices = ["m1", "m2", "m3", "m4", "m5", "m6", "f1", "f2", "f3", "Andy", "Michael", "Alicia", "m8", "f4", "Diogo", "m7", "f5", "Lee", "linda"];
int[] rates = [130, 150, 175, 200], pitches = [30, 50, 70];

var spoken = (from voice in Enumerable.Range(0, voices.Length)
              from language in Enumerable.Range(0, languages.Length)
              from digit in Enumerable.Range(0, 10)
              from rate in Enumerable.Range(0, rates.Length)
              from pitch in Enumerable.Range(0, pitches.Length)
              select (Voice: voice, Language: language, Digit: digit, Rate: rate, Pitch: pitch)).ToArray();
var recordings = new SpikeTrains[spoken.Length];
Parallel.For(0, spoken.Length, i =>
{
    var (voice, language, digit, rate, pitch) = spoken[i];
    var start = new ProcessStartInfo("espeak-ng", ["-v", $"{languages[language]}+{voices[voice]}", "-s", $"{rates[rate]}", "-p", $"{pitches[pitch]}", "--stdout", words[language][digit]]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var content = new MemoryStream();
    process.StandardOutput.BaseStream.CopyTo(content);
    process.WaitForExit();
    var sound = WavFile.Parse(content.ToArray(), $"{voices[voice]} {words[language][digit]}");
    recordings[i] = new InnerEar(new InnerEarOptions(), sound.SampleRate).Hear(Trim(sound));
});

byte[] Column(Func<(int Voice, int Language, int Digit, int Rate, int Pitch), int> of) => [.. spoken.Select(item => (byte)of(item))];
var archive = new SpikeArchive(1000, 140, recordings, new Dictionary<string, byte[]>
{
    ["label"] = Column(item => (item.Language * 10) + item.Digit),
    ["voice"] = Column(item => item.Voice),
    ["rate"] = Column(item => item.Rate),
    ["pitch"] = Column(item => item.Pitch),
});
File.WriteAllBytes(args[0], archive.Write());
var spikes = recordings.Sum(recording => (long)recording.Count);
Console.WriteLine($"{recordings.Length} recordings, {spikes} spikes, {spikes / recordings.Sum(recording => recording.Window.Seconds) / 140:0.0} a channel and second, {new FileInfo(args[0]).Length} bytes");

// The word and 10 ms around it: espeak-ng puts different silences around words.
static float[] Trim(WavFile sound)
{
    var (samples, margin) = (sound.Mono(), sound.SampleRate / 100);
    var heard = samples.Max(Math.Abs) / 100;
    var (first, last) = (Array.FindIndex(samples, sample => Math.Abs(sample) > heard), Array.FindLastIndex(samples, sample => Math.Abs(sample) > heard));
    return samples[Math.Max(0, first - margin)..Math.Min(samples.Length, last + margin)];
}
