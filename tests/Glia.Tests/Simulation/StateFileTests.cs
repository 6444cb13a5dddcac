using Glia.Formats;
using Glia.Simulation;
using Glia.Tests.Formats;

namespace Glia.Tests.Simulation;

/// <summary>State files that are damaged, hostile or of another network.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_damaged_file_is_refused_or_read_but_never_believed()
    {
        var (network, _) = Nets.Everything<float>();
        network.Run(5);
        var (good, damaged) = (Path.Combine(_folder, "good"), Path.Combine(_folder, "damaged"));
        network.Save(good);
        HostileContent.Check(File.ReadAllBytes(good), content =>
        {
            File.WriteAllBytes(damaged, content);
            network.Load(damaged);
        }, iterations: 400, allocation: 1 << 24);

        // Whatever came of it, the good state brings the network back.
        network.Load(good);
        network.Run(5);
    }

    [Fact]
    public void A_state_of_another_network_is_refused()
    {
        var file = Path.Combine(_folder, "state");
        var (network, _) = Nets.Everything<float>();
        network.Save(file);
        Refused("other cells, connections, step or precision", () => Nets.Everything<double>().Network.Load(file));
        Refused("other cells, connections, step or precision", () => Nets.Everything<float>(seed: 2).Network.Load(file));
        File.WriteAllText(file, "<!DOCTYPE html><html></html>");
        Refused("Expected a safetensors file", () => network.Load(file));
        var writer = new SafetensorsWriter();
        using (var stream = File.Create(file))
        {
            writer.Write(stream);
        }

        Refused("This is no state of a network", () => network.Load(file));
        Assert.Contains("earlier run", Assert.Throws<InvalidOperationException>(() => network.Run(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("population current/v", "NaN", "Number 0 of 'population current/v' is NaN; expected a finite number")]
    [InlineData("population noise/steps to the next draw", "-1", "is -1; expected a number of steps")]
    [InlineData("projection 5/spikes on their way, by step", "-1", "is -1; expected 0 to 70")]
    [InlineData("projection 5/weights", "NaN", "expected a weight in the rule's range")]
    [InlineData("projection 6/postsynaptic trace", "NaN", "expected 0 or more")]
    public void Numbers_that_cannot_be_are_refused_by_name(string tensor, string value, string says)
    {
        var file = Path.Combine(_folder, "state");
        var (network, _) = Nets.Everything<float>();
        network.Run(5);
        network.Save(file);
        Rewrite(file, tensor, value == "NaN" ? BitConverter.GetBytes(float.NaN) : BitConverter.GetBytes(int.Parse(value)));
        Refused(says, () => network.Load(file));
    }

    [Fact]
    public void Tensors_that_are_missing_or_too_many_are_named()
    {
        var file = Path.Combine(_folder, "state");
        var (network, _) = Nets.Everything<float>();
        network.Save(file);
        Rewrite(file, "population delta/v", null);
        Refused("has no 'population delta/v'", () => network.Load(file));
        network.Load(Saved(Nets.Everything<float>().Network, file));
        Rewrite(file, "more", [1, 2, 3, 4]);
        Refused("has 'more', which this network has not", () => network.Load(file));
    }

    private static string Saved(SpikingNetwork<float> network, string file)
    {
        network.Save(file);
        return file;
    }

    // Replaces the beginning of a tensor, drops it, or adds it.
    private static void Rewrite(string file, string name, byte[]? beginning)
    {
        var writer = new SafetensorsWriter();
        using (var old = SafetensorsFile.Open(file))
        {
            foreach (var (note, text) in old.Metadata)
            {
                writer.Metadata[note] = text;
            }

            foreach (var entry in old.Entries)
            {
                var bytes = old.Read(entry.Name);
                if (entry.Name == name)
                {
                    beginning?.CopyTo(bytes, 0);
                }

                if (entry.Name != name || beginning is not null)
                {
                    writer.Add(entry.Name, entry.DataType, bytes, [.. entry.Shape]);
                }
            }

            if (beginning is not null && old.Entries.All(entry => entry.Name != name))
            {
                writer.Add(name, SafetensorsDataType.U8, beginning, beginning.Length);
            }
        }

        using var stream = File.Create(file);
        writer.Write(stream);
    }

    private static void Refused(string says, Action action) => Assert.Contains(says, Assert.Throws<GliaFormatException>(action).Message, StringComparison.Ordinal);
}
