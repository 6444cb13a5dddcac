// Compiled by MSBuild, against netstandard2.0, when Glia.Lab is built (see FigureFont.targets).
using System;
using System.IO;
using System.Reflection;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Takes one font out of the resources of an Avalonia font assembly.</summary>
/// <remarks>The resource <c>!AvaloniaResources</c> begins with the length of its index; the index is a version (2), a count, and for each
/// entry its path, offset behind the index and size.</remarks>
public class ExtractFont : Task
{
    /// <summary>The assembly's file.</summary>
    [Required]
    public string Source { get; set; }

    /// <summary>The path of the font inside.</summary>
    [Required]
    public string Font { get; set; }

    /// <summary>The file to write.</summary>
    [Required]
    public string Destination { get; set; }

    public override bool Execute()
    {
        // Loaded from bytes: nothing of it runs, and the file is not locked.
        using (var resources = Assembly.Load(File.ReadAllBytes(Source)).GetManifestResourceStream("!AvaloniaResources"))
        using (var reader = new BinaryReader(resources, Encoding.UTF8))
        {
            var start = reader.ReadInt32() + sizeof(int);
            var version = reader.ReadInt32();
            var count = version == 2 ? reader.ReadInt32() : 0;
            for (var i = 0; i < count; i++)
            {
                var path = reader.ReadString();
                var offset = reader.ReadInt32();
                var size = reader.ReadInt32();
                if (path == Font)
                {
                    resources.Position = start + offset;
                    Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                    File.WriteAllBytes(Destination, reader.ReadBytes(size));
                    return true;
                }
            }
        }

        Log.LogError("{0} holds no font {1}; figures need one for systems without fonts. Has the package a new layout?", Source, Font);
        return false;
    }
}
