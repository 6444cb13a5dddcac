using System.Runtime.InteropServices;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Reservoirs;

/// <summary>Models in safetensors files: weights and state as tensors, constants as notes.</summary>
internal static class ReservoirModelFile
{
    private const string Format = "glia-reservoir-model-1";

    public static void Write(Stream destination, IReservoir reservoir, ReservoirModelOptions options, LinearReadout readout, double[] output, double? penalty)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (reservoir is not IStoredReservoir stored)
        {
            throw new NotSupportedException($"A reservoir of the kind {reservoir.GetType().Name} cannot be stored; echo-state networks and excitatory-inhibitory reservoirs can.");
        }

        var writer = new SafetensorsWriter();
        stored.Write(writer);
        var weights = Enumerable.Range(0, readout.Outputs).SelectMany(index => readout.Weights(index).ToArray()).ToArray();
        writer.Add("readout.weights", SafetensorsDataType.F64, MemoryMarshal.AsBytes<double>(weights), readout.Outputs, readout.Features);
        writer.Add("readout.bias", SafetensorsDataType.F64, MemoryMarshal.AsBytes(readout.Bias), readout.Outputs);
        writer.Add("output", SafetensorsDataType.F64, MemoryMarshal.AsBytes<double>(output), readout.Outputs);
        writer.Metadata["format"] = Format;
        writer.Metadata["kind"] = stored.Kind;
        writer.Metadata["model options"] = JsonSerializer.Serialize(options);
        writer.Metadata["penalty"] = JsonSerializer.Serialize(penalty);
        writer.Write(destination);
    }

    public static (IReservoir Reservoir, ReservoirModelOptions Options, LinearReadout Readout, double[] Output, double? Penalty) Read(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("format") != Format)
        {
            throw new GliaFormatException(path, 0, $"Expected a reservoir model (format '{Format}'); the file says '{file.Metadata.GetValueOrDefault("format", "nothing")}'.");
        }

        try
        {
            var kind = StoredRows.Note(file, "kind");
            IReservoir reservoir = kind switch
            {
                "echo-state" => EchoStateNetwork.Read(file),
                "excitatory-inhibitory" => ExcitatoryInhibitoryReservoir.Read(file),
                _ => throw new ArgumentException($"The file holds a reservoir of the kind '{kind}', which this version does not know."),
            };
            var options = JsonSerializer.Deserialize<ReservoirModelOptions>(StoredRows.Note(file, "model options"))!;
            var bias = StoredRows.Array<double>(file, "readout.bias");
            var weights = StoredRows.Array<double>(file, "readout.weights");
            var readout = new LinearReadout(weights.Length / bias.Length, weights, bias);
            return (reservoir, options, readout, StoredRows.Array<double>(file, "output"), JsonSerializer.Deserialize<double?>(StoredRows.Note(file, "penalty")));
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException and not GliaFormatException)
        {
            throw new GliaFormatException(path, 0, "The reservoir model is damaged: " + fault.Message, fault);
        }
    }
}
