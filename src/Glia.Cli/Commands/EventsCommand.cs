using System.CommandLine;
using Glia.Cli.Commands.Events;

namespace Glia.Cli.Commands;

/// <summary><c>glia events</c>: recordings of event cameras, and features learned from them.</summary>
internal static class EventsCommand
{
    public static Command Create(CliContext context) => new("events", """
        Look at and convert recordings of event cameras, and learn features from them (FEAST).

        Files: .bin (N-MNIST), .aedat (2.0, 3.1), .aedat4, and .csv, .tsv, .txt with lines t,x,y,p.

        Examples:
          glia events digit three.bin --index 3
          glia events info three.bin
          glia events convert recording.aedat4 corner.csv --crop 0,0,64,64 --polarity on
          glia events features recording.aedat4 --features 50 --output features.svg --weights features.safetensors
        """)
    {
        EventsInfo.Create(context), EventsConvert.Create(context), EventsFeatures.Create(context), EventsDigit.Create(context),
    };
}
