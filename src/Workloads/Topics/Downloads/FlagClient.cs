using System.Net;

namespace Workloads.Topics;

/// <summary>The HTTP client of the downloads. Its connections outlive a run, so that a second one finds them open.</summary>
public sealed class FlagClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A client of the flag server on a loopback port.</summary>
    public FlagClient(int port)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(Invariant($"http://{IPAddress.Loopback}:{port}/")),
            // Each attempt has a limit of its own.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks for a flag, and keeps this thread until it has come.</summary>
    /// <param name="code">The country.</param>
    /// <param name="copy">Tells several requests for the same flag apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">The server refused, or the connection broke.</exception>
    public byte[] Get(string code, int copy = 0, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = Request(code, copy);
        using HttpResponseMessage response = _http.Send(request, cancellationToken).EnsureSuccessStatusCode();
        using var content = new MemoryStream();
        response.Content.ReadAsStream(cancellationToken).CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Asks for a flag; the thread is free until it has come.</summary>
    /// <param name="code">The country.</param>
    /// <param name="copy">Tells several requests for the same flag apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">The server refused, or the connection broke.</exception>
    public async Task<byte[]> GetAsync(string code, int copy = 0, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = Request(code, copy);
        using HttpResponseMessage response =
            (await _http.SendAsync(request, cancellationToken).ConfigureAwait(false)).EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string code, int copy) => new(HttpMethod.Get, Invariant($"flags/{code}?copy={copy}"));
}
