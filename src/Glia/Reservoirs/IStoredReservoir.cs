using Glia.Formats;

namespace Glia.Reservoirs;

/// <summary>A reservoir that can be written to a file together with its state.</summary>
internal interface IStoredReservoir : IReservoir
{
    /// <summary>What kind it is, as the file says.</summary>
    string Kind { get; }

    /// <summary>Adds weights, constants and state.</summary>
    void Write(SafetensorsWriter writer);
}
