using System.Text.Json.Serialization;

namespace Glia.Papers;

/// <summary>How the catalogue is written: generated at build time, so that listing papers starts fast.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Paper>))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
