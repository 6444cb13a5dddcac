using Glia.Lab.Runs;
using Parquet;
using Parquet.Schema;

namespace Glia.Lab.Reports;

/// <summary>Writes a run's trials as a Parquet file: text, 64-bit integers and doubles only, which every reader knows.</summary>
public static class ParquetExport
{
    /// <summary>Writes the table.</summary>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public static async Task WriteAsync(MetricsTable table, string file)
    {
        var fields = table.Columns.Select(DataField (column) => column.Kind switch
        {
            MetricsColumnKind.Seed => new DataField<long>(column.Name),
            MetricsColumnKind.Number => new DataField<double?>(column.Name),
            _ => new DataField<string>(column.Name),
        }).ToList();
        using var memory = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), memory))
        {
            using var group = writer.CreateRowGroup();
            for (var column = 0; column < fields.Count; column++)
            {
                var index = column;
                await WriteAsync(group, fields[column], table.Columns[column].Kind, [.. table.Rows.Select(row => row[index])]);
            }
        }

        AtomicFile.Write(file, memory.ToArray());
    }

    private static ValueTask WriteAsync(ParquetRowGroupWriter group, DataField field, MetricsColumnKind kind, object?[] cells) => kind switch
    {
        MetricsColumnKind.Seed => new ValueTask(group.WriteAsync<long>(field, cells.Select(cell => (long)cell!).ToArray())),
        MetricsColumnKind.Number => new ValueTask(group.WriteAsync<double>(field, cells.Select(cell => (double?)cell).ToArray())),
        _ => new ValueTask(group.WriteAsync(field, cells.Select(MetricsTable.Text).ToArray())),
    };
}
