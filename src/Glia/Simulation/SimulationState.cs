using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Glia.Formats;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>The state of a network in a safetensors file, bound to the network by a fingerprint of how it was built.</summary>
internal static class SimulationState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Format = "glia network state 1";
    private const long MostSteps = 1L << 60;

    public static void Save(SpikingNetwork<T> network, string file)
    {
        var writer = new SafetensorsWriter();
        writer.Metadata["format"] = Format;
        writer.Metadata["network"] = Fingerprint(network);
        writer.Metadata["step"] = network.StepCount.ToString(CultureInfo.InvariantCulture);
        foreach (var population in network.Populations)
        {
            Save(population, new StateWriter(writer, $"population {population.Name}"));
        }

        for (var i = 0; i < network.Projections.Count; i++)
        {
            network.Projections[i].Plastic?.Save(new StateWriter(writer, $"projection {i}"));
        }

        var temporary = file + ".part";
        using (var stream = File.Create(temporary))
        {
            writer.Write(stream);
        }

        File.Move(temporary, file, overwrite: true);
    }

    public static void Load(SpikingNetwork<T> network, string file)
    {
        using var content = SafetensorsFile.Open(file);
        if (content.Metadata.GetValueOrDefault("format") != Format)
        {
            throw new GliaFormatException(file, 0, $"This is no state of a network; its notes must have the format '{Format}'.");
        }

        if (content.Metadata.GetValueOrDefault("network") != Fingerprint(network))
        {
            throw new GliaFormatException(file, 0, "The state is of a network with other cells, connections, step or precision. Load it into one that was built the same way, of the same seed.");
        }

        if (!long.TryParse(content.Metadata.GetValueOrDefault("step"), NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step > MostSteps)
        {
            throw new GliaFormatException(file, 0, $"The note 'step' is '{content.Metadata.GetValueOrDefault("step")}'; expected a number of steps.");
        }

        var taken = new HashSet<string>();
        foreach (var population in network.Populations)
        {
            Load(population, new StateReader(content, file, $"population {population.Name}", taken));
        }

        for (var i = 0; i < network.Projections.Count; i++)
        {
            network.Projections[i].Plastic?.Load(new StateReader(content, file, $"projection {i}", taken));
        }

        if (content.Entries.FirstOrDefault(entry => !taken.Contains(entry.Name)) is { } unknown)
        {
            throw new GliaFormatException(file, 0, $"The state has '{unknown.Name}', which this network has not.");
        }

        network.StepCount = step;
    }

    private static void Save(Population<T> population, StateWriter writer)
    {
        var kernel = population.Kernel;
        for (var variable = 0; variable < kernel.Variables.Count; variable++)
        {
            var values = new T[population.Size];
            for (var cell = 0; cell < values.Length; cell++)
            {
                values[cell] = kernel.At(variable, cell);
            }

            writer.Add<T>(kernel.Variables[variable], values);
        }

        for (var receptor = 0; receptor < population.Rings.Count; receptor++)
        {
            for (var slot = 0; slot < population.Rings[receptor].Slots; slot++)
            {
                writer.Add<T>(RingName(population, receptor, slot), population.Rings[receptor].Array(slot)[..population.Size]);
            }
        }

        kernel.Save(writer);
    }

    private static void Load(Population<T> population, StateReader reader)
    {
        var kernel = population.Kernel;
        for (var variable = 0; variable < kernel.Variables.Count; variable++)
        {
            var values = reader.Read<T>(kernel.Variables[variable], population.Size, T.IsFinite, "a finite number");
            for (var cell = 0; cell < values.Length; cell++)
            {
                kernel.At(variable, cell) = values[cell];
            }
        }

        for (var receptor = 0; receptor < population.Rings.Count; receptor++)
        {
            for (var slot = 0; slot < population.Rings[receptor].Slots; slot++)
            {
                reader.Read<T>(RingName(population, receptor, slot), population.Size, T.IsFinite, "a finite number").CopyTo(population.Rings[receptor].Array(slot));
            }
        }

        kernel.Load(reader);
    }

    private static string RingName(Population<T> population, int receptor, int slot) => $"arriving at {population.Model.Receptors[receptor]}, slot {slot}";

    // What a state depends on: the step, the precision, every population and every synapse; of plastic ones, not the weight.
    private static string Fingerprint(SpikingNetwork<T> network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Text(string.Create(CultureInfo.InvariantCulture, $"{typeof(T).Name} {network.StepMs:R}"));
        foreach (var population in network.Populations)
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"{population.Name}: {population.Size} {population.Model.GetType().Name}"));
        }

        foreach (var projection in network.Projections)
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"{projection.Name} {projection.Source.First}+{projection.Source.Count} {projection.Receptor} {projection.Options.Weight:R} {projection.Options.Delay}"));
            hash.AppendData(MemoryMarshal.AsBytes(projection.Starts.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(projection.TargetSpan));
            hash.AppendData(projection.DelayArray ?? []);
            hash.AppendData(projection.Plastic is null && projection.WeightArray is { } weights ? MemoryMarshal.AsBytes(weights.AsSpan()) : []);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
