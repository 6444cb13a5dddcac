namespace Glia.Tests.Data;

/// <summary>A new empty folder that is deleted with everything in it at the end of the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("glia-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
