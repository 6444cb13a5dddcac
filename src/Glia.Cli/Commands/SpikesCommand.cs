using System.CommandLine;
using Glia.Cli.Commands.Spikes;

namespace Glia.Cli.Commands;

/// <summary><c>glia spikes</c>: a person's own recordings of spikes and events.</summary>
internal static class SpikesCommand
{
    public static Command Create(CliContext context) => new("spikes", """
        Look at, measure, draw and convert recordings of spikes and of event cameras.

        Files: .csv, .tsv, .txt with lines t,unit or t,x,y,p; .bin (N-MNIST); .aedat (2.0, 3.1), .aedat4; .h5 (SHD, SSC, with --sample);
        .wav (a model of the inner ear turns it into spikes).

        Examples:
          glia spikes info recording.csv --time-unit ms
          glia spikes stats recording.csv --bin 5 --json
          glia spikes raster shd_test.h5 --sample 12 --output word.svg
          glia spikes raster word.wav --channels 700
          glia spikes convert events.aedat4 events.csv --from 0 --to 500
        """)
    {
        SpikesInfo.Create(context), SpikesConvert.Create(context), SpikesRaster.Create(context), SpikesStats.Create(context),
    };
}
