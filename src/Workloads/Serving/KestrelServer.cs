using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Workloads.Processes;

/// <summary>Kestrel on a loopback port, and nothing around it: no configuration is read that could bind it elsewhere.</summary>
/// <remarks>Only the server process may touch this type: a notebook's host need not have ASP.NET.</remarks>
internal sealed class KestrelServer : IServer
{
    private WebApplication? _app;
    private int _open;
    private long _answered;

    public IReadOnlyDictionary<string, string> Address { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public int Open => Volatile.Read(ref _open);

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Opens one.</summary>
    /// <param name="patience">How long a client may be silent, or take for the head of a request. Kestrel looks once a second.</param>
    /// <param name="configure">What it serves.</param>
    public static async Task<KestrelServer> OpenAsync(TimeSpan patience, Action<WebApplication, KestrelServer> configure)
    {
        var server = new KestrelServer();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.Backlog = LoopbackSocket.Backlog);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = kestrel.Limits.RequestHeadersTimeout = patience;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(server.CountConnection);
            });
        });
        server._app = builder.Build();
        configure(server._app, server);
        await server._app.StartAsync().ConfigureAwait(false);

        string address =
            server._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
                .Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = Invariant($"{new Uri(address).Port}") };
        return server;
    }

    public void CountAnswer() => Interlocked.Increment(ref _answered);

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        // Hanging requests and open sockets do not get to say how long stopping takes.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private ConnectionDelegate CountConnection(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _open);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };
}
