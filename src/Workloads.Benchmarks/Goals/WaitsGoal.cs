using Workloads.Benchmarks.Peers;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Benchmarks.Goals;

/// <summary>10,000 waits of 100 ms at once on the event loop, in turns with a bare loop of epoll in C++ and with asyncio.</summary>
internal sealed class WaitsGoal() : Goal("waits")
{
    private const string Ours = "10,000 waits of 100 ms", Cpp = "g++'s, on a bare loop of epoll", Asyncio = "asyncio's";
    private const int Waits = 10_000, Milliseconds = 100;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromMilliseconds(Milliseconds);
        CPython? python = (await CPythons.FindAsync(cancellationToken)).Newest;
        await using NativeProgram? native = await NativeProgram.StartAsync(NativeProgram.Waits, cancellationToken);
        List<Way> ways = [new(Ours,
            _ => Task.Run(() => ManyWaits.Measure(WaitingWay.EventLoop, Waits, wait, weigh: false).Elapsed.TotalSeconds))];
        if (native is not null)
            ways.Add(new(Cpp, async token => (await native.RunAsync(Waits, Milliseconds, token)).Seconds));
        if (python is not null)
            ways.Add(new(Asyncio,
                async token => (await PythonWaits.MeasureAsync(python, "asyncio", Asyncio, Waits, wait, token)).Elapsed.TotalSeconds));
        Turns turns = await new InTurns { Ways = ways, MaxRounds = 11, Time = TimeSpan.MaxValue, WarmUps = 3 }.RunAsync(cancellationToken);
        return new(
            [
                .. native is null ? (Criterion[])[] : [Criterion.AtMost(turns, Ours, Cpp, 1.15)],
                .. python is null ? (Criterion[])[] : [Criterion.AtLeast(turns, Asyncio, Ours, 1.5)],
            ],
            $"{python}")
        {
            LeftOut = [.. native is null ? (string[])["no g++ on Linux is here"] : [],
                .. python is null ? (string[])["CPython is not here"] : []],
        };
    }
}
