using System.Net;
using System.Net.Http.Headers;

namespace Glia.Data;

/// <summary>Downloads one address into a part file and goes on where an interrupted download ended.</summary>
internal sealed class HttpDownload(HttpClient client, TimeSpan patience, TimeSpan retryDelay)
{
    private const int BufferSize = 1 << 16;
    private const int Attempts = 3;

    /// <summary>Downloads until the part file is whole, at most three connections that bring nothing in a row.</summary>
    /// <param name="address">What to fetch.</param>
    /// <param name="part">The file to append to; it stays there when the download is interrupted.</param>
    /// <param name="maximumBytes">Length beyond which the answer cannot be the file.</param>
    /// <param name="report">Told bytes there and bytes in all.</param>
    /// <param name="stop">Stops the download.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached or refuses.</exception>
    /// <exception cref="DataException">The download stalls, breaks off again and again, or is too long.</exception>
    public async Task FetchAsync(Uri address, string part, long maximumBytes, Action<long, long?> report, CancellationToken stop)
    {
        for (var failures = 0; ;)
        {
            await using var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var before = target.Length;
            try
            {
                await ContinueAsync(address, target, maximumBytes, report, stop);
                return;
            }
            catch (Exception fault) when (fault is HttpIOException or TimeoutException)
            {
                failures = target.Length > before ? 1 : failures + 1;
                if (failures == Attempts)
                {
                    throw new DataException(
                        $"{address} broke off {Attempts} times in a row ({fault.Message}); {target.Length} bytes are kept in {part}, and the next attempt goes on from there.",
                        fault);
                }
            }

            await Task.Delay(retryDelay * failures, stop);
        }
    }

    private async Task ContinueAsync(
        Uri address, FileStream target, long maximumBytes, Action<long, long?> report, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (target.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(target.Length, null);
        }

        using var response = await PatientlyAsync(
            limit => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit), stop);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && target.Length > 0)
        {
            // The part file is whole already, or belongs to something else; the sum will tell.
            return;
        }

        response.EnsureSuccessStatusCode();
        var resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == target.Length;
        if (!resumes)
        {
            target.SetLength(0);
        }

        target.Position = target.Length;
        var total = response.Content.Headers.ContentLength + target.Length;
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[BufferSize];
        while (await PatientlyAsync(limit => body.ReadAsync(buffer, limit).AsTask(), stop) is > 0 and var read)
        {
            if (target.Length + read > maximumBytes)
            {
                target.SetLength(0);
                throw new DataException($"{address} gives more than {maximumBytes} bytes, which cannot be the file.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), stop);
            report(target.Length, total);
        }
    }

    // The client's own time limit covers a whole download; what matters is that bytes keep coming.
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"no byte came for {patience.TotalSeconds:0} s", fault);
        }
        catch (IOException fault) when (fault is not HttpIOException)
        {
            // A connection that is reset comes as a bare input/output fault, which must not be taken for one of the disk.
            throw new HttpIOException(HttpRequestError.ResponseEnded, fault.Message, fault);
        }
    }
}
