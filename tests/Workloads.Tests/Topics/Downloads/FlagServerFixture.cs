using Workloads.Processes;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>Flag servers that the tests of a class share: one that is reliable, one that is not.</summary>
public sealed class FlagServerFixture : IAsyncLifetime
{
    public ServerProcess Reliable { get; private set; } = null!;

    public ServerProcess Unreliable { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        TimeSpan latency = TimeSpan.FromMilliseconds(5);
        Reliable = await new FlagServerOptions { Latency = latency }.StartAsync();
        Unreliable = await new FlagServerOptions
        {
            Latency = latency,
            Jitter = latency,
            ErrorRate = 0.2,
            HangRate = 0.1,
            Seed = 7
        }.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Reliable.DisposeAsync();
        await Unreliable.DisposeAsync();
    }
}
