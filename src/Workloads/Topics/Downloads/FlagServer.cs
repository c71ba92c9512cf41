using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Serves <c>/flags/{code}</c>, with the latency and the failures of its options.</summary>
internal static class FlagServer
{
    public static async Task<IServer> OpenAsync(FlagServerOptions options)
    {
        var asked = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        return await KestrelServer.OpenAsync(options.PatienceWithClients, (app, server) => app.Run(async context =>
        {
            string path = context.Request.Path + context.Request.QueryString.Value;
            RequestFate fate = RequestFate.Of(options, path, asked.AddOrUpdate(path, 0, (_, before) => before + 1));
            await AnswerAsync(context, fate).ConfigureAwait(false);
            server.CountAnswer();
        })).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext context, RequestFate fate)
    {
        string code = Path.GetFileName(context.Request.Path.Value ?? "");
        if (!context.Request.Path.StartsWithSegments("/flags", StringComparison.Ordinal) || !FlagDrawing.Has(code))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await Task.Delay(fate.Ending == Ending.Hang ? Timeout.InfiniteTimeSpan : fate.Latency, context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fate.Ending == Ending.Refuse)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        ReadOnlyMemory<byte> svg = FlagDrawing.Of(code);
        context.Response.ContentType = "image/svg+xml";
        context.Response.ContentLength = svg.Length;
        if (fate.Ending != Ending.CutOff)
        {
            await context.Response.Body.WriteAsync(svg, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await context.Response.Body.WriteAsync(svg[..(svg.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }
}
