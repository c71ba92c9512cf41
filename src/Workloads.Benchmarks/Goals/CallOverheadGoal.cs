using System.Threading.Channels;
using Workloads.Models;

namespace Workloads.Benchmarks.Goals;

/// <summary>
/// What handing out an empty call costs, with 10,000 of them in flight: in times of the least that the same way can cost, measured in turns
/// beside it in throw-away form: each calls an empty function and keeps its result, and none looks whether a call is lost, runs twice or
/// fails.
/// </summary>
internal sealed class CallOverheadGoal() : Goal("call-overhead")
{
    private const int Callers = 10_000, Times = 20, Rounds = 51;

    private static readonly Func<long, long> Call = static size => size;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        (ExecutionModel Model, string Floor, Func<Task> Bare, double Bound)[] pairs =
        [
            (new ThreadPoolModel(), "a bare UnsafeQueueUserWorkItem", QueueAsync, 1.15),
            (new ParallelLoopModel(), "a bare Parallel.For", LoopAsync, 1.3),
            (new ChannelWorkersModel(), "a bare channel hop", HopAsync, 1.15),
        ];
        Turns turns = await new InTurns
        {
            Ways = [.. pairs.SelectMany(pair => new[] { Ours(pair.Model), Bare(pair.Floor, pair.Bare) }), Ours(new SequentialModel())],
            MaxRounds = Rounds,
            Time = TimeSpan.MaxValue,
            WarmUps = Rounds,
        }.RunAsync(cancellationToken);
        return new(
            [.. pairs.Select(pair => Criterion.AtMost(turns, pair.Model.Name, pair.Floor, pair.Bound))],
            $"one thread takes {Unit.Seconds.Format(turns.Took("sequential").Value)} a call");
    }

    private static Way Ours(ExecutionModel model) => new(model.Name, async token =>
        (await model.RunAsync(new Calls(Workload.Nothing, 0, Callers), new RunOptions { Times = Times },
            token)).Elapsed.TotalSeconds / Callers);

    private static Way Bare(string name, Func<Task> run)
    {
        var way = Way.Timed(name, token => Task.Run(async () =>
        {
            for (int time = 0; time < Times; time++)
                await run();
        }, token));
        return way with { MeasureAsync = async token => await way.MeasureAsync(token) / Times / Callers };
    }

    private static Task QueueAsync()
    {
        var items = new Items();
        for (int caller = 0; caller < Callers; caller++)
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.Items.Execute(item.Caller), (Items: items, Caller: caller),
                preferLocal: false);
        return items.Done;
    }

    private static Task LoopAsync()
    {
        long[] results = new long[Callers];
        Parallel.For(0, Callers, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            caller => results[caller] = Call(caller));
        return Task.CompletedTask;
    }

    private static async Task HopAsync()
    {
        var channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleWriter = true });
        long[] results = new long[Callers];
        Task[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            await foreach (int caller in channel.Reader.ReadAllAsync())
                results[caller] = Call(caller);
        }))];
        for (int caller = 0; caller < Callers; caller++)
            channel.Writer.TryWrite(caller);
        channel.Writer.Complete();
        await Task.WhenAll(workers);
    }

    private sealed class Items
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long[] _results = new long[Callers];
        private int _left = Callers;

        public Task Done => _done.Task;

        public void Execute(int caller)
        {
            _results[caller] = Call(caller);
            if (Interlocked.Decrement(ref _left) == 0)
                _done.SetResult();
        }
    }
}
