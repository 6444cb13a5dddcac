using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glia.Tests.Data;

/// <summary>Serves one content over HTTP on this machine only, well or badly as a test wants.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _content;

    public LoopbackServer(byte[] content)
    {
        _content = content;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Whether ranges are honoured, or every answer is the whole content.</summary>
    public bool HonoursRanges { get; init; } = true;

    /// <summary>Bytes of body after which request number 0, 1, … breaks off; null is none. Beyond the end: no break.</summary>
    public IReadOnlyList<int?> BreakAfter { get; init; } = [];

    /// <summary>Whether a broken answer ends with a reset connection or just keeps silent.</summary>
    public bool KeepsSilent { get; init; }

    /// <summary>Status line of every answer, or null for an honest one.</summary>
    public string? Status { get; init; }

    /// <summary>The first byte that each request asked for.</summary>
    public ConcurrentQueue<int> Starts { get; } = new();

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        for (var number = 0; ; number++)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            using (client)
            {
                try
                {
                    await AnswerAsync(client, number < BreakAfter.Count ? BreakAfter[number] : null);
                }
                catch (IOException)
                {
                    // The client under test hung up; the next one is served all the same.
                }
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, int? breakAfter)
    {
        await using var stream = client.GetStream();
        var start = await ReadRangeAsync(stream);
        Starts.Enqueue(start);
        if (!HonoursRanges)
        {
            start = 0;
        }

        if (Status is not null || start > _content.Length || (start == _content.Length && start > 0))
        {
            await WriteHeadAsync(stream, Status ?? "416 Range Not Satisfiable", 0, null);
            return;
        }

        var body = _content.AsMemory(start);
        await WriteHeadAsync(stream, start > 0 ? "206 Partial Content" : "200 OK", body.Length,
            start > 0 ? $"bytes {start}-{_content.Length - 1}/{_content.Length}" : null);
        await stream.WriteAsync(body[..Math.Min(breakAfter ?? int.MaxValue, body.Length)]);
        if (breakAfter is not null && KeepsSilent)
        {
            await stream.CopyToAsync(Stream.Null);
        }
    }

    private static async Task<int> ReadRangeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var start = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                start = int.Parse(line["Range: bytes=".Length..^1], CultureInfo.InvariantCulture);
            }
        }

        return start;
    }

    private static async Task WriteHeadAsync(NetworkStream stream, string status, int length, string? range) => await stream.WriteAsync(
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{(range is null ? "" : $"Content-Range: {range}\r\n")}\r\n"));
}
