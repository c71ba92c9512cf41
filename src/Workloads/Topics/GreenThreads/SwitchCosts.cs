using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// What it costs to hand the thread, or the turn, to another (C10, D10): cooperative switches on one thread, from a bare
/// generator's step up, and threads that wake each other.
/// </summary>
public static class SwitchCosts
{
    /// <summary>One step of an iterator, which nothing schedules.</summary>
    public const string GeneratorStep = "generator step";

    /// <summary>A value sent into a two-way generator and one taken out.</summary>
    public const string GeneratorSend = "two-way generator, send";

    /// <summary>Generators taking turns by a scheduler of a few lines.</summary>
    public const string RoundRobinTurn = "round robin";

    /// <summary>Generators taking turns on the event loop.</summary>
    public const string LoopTurn = "generators on the event loop";

    /// <summary><c>await Task.Yield()</c> on the event loop: what asyncio's <c>sleep(0)</c> is.</summary>
    public const string LoopYield = "Task.Yield on the event loop";

    /// <summary><c>await Task.Yield()</c> on the thread pool.</summary>
    public const string PoolYield = "Task.Yield on the thread pool";

    /// <summary>
    /// Two threads that wake each other in turn by semaphores of .NET's, or locks of CPython's: .NET's spin for a while before they sleep.
    /// </summary>
    public const string ThreadWake = "two threads";

    /// <summary>Two threads that wake each other in turn and really sleep in between.</summary>
    public const string ThreadSleep = "two threads that really sleep";

    /// <summary>How many take turns.</summary>
    private const int Coroutines = 10;

    /// <summary>The operations, from the cheapest.</summary>
    internal static IReadOnlyList<Operation> Operations { get; } =
    [
        new(GeneratorStep, 1_000_000, StepGenerator), new(GeneratorSend, 200_000, SendToGenerator), new(RoundRobinTurn, 200_000, TakeTurns),
        new(LoopTurn, 200_000, TakeTurnsOnLoop), new(LoopYield, 200_000, YieldOnLoop), new(PoolYield, 20_000, YieldOnPool),
        new(ThreadWake, 1_000, WakeThreads),
        new(ThreadSleep, 500, WakeSleepers),
    ];

    /// <summary>Measures all in turns, and what CPython has of them.</summary>
    /// <param name="rounds">Rounds that count: 1 or more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<InBoth> MeasureAsync(int rounds = InTurns.MinRounds, CancellationToken cancellationToken = default)
    {
        var ours = new InTurns
        {
            Ways = [.. Operations.Select(operation => operation.ToWay())],
            MaxRounds = rounds, Time = InTurns.LongTime, WarmUps = 5,
        };
        return InBoth.MeasureAsync(ours, There.Script, There.Function, Arguments(rounds), cancellationToken);
    }

    /// <summary>The same in CPython, as far as it has it.</summary>
    internal static PythonExperiment<Dictionary<string, double[]>> There { get; } = new("green_threads", "switches");

    /// <summary>What CPython's script wants.</summary>
    internal static object Arguments(int rounds) => new { names = new[] { GeneratorStep, GeneratorSend, LoopYield, ThreadWake }, rounds };

    private static void StepGenerator(int times)
    {
        foreach (Pause _ in Turns(times))
        {
        }
    }

    private static void SendToGenerator(int times)
    {
        using var sum = new TwoWayGenerator<int, long>(static async exchange =>
        {
            long sum = 0;
            while (true)
                sum += await exchange.Yield(sum);
        });
        sum.Start();
        for (int i = 0; i < times; i++)
            sum.Send(i);
    }

    private static void TakeTurns(int times) =>
        RoundRobin.Run(Enumerable.Range(0, Coroutines).Select(_ => Turns(times / Coroutines).GetEnumerator()));

    private static void TakeTurnsOnLoop(int times) => EventLoop.Run(loop => Task.WhenAll(
        Enumerable.Range(0, Coroutines).Select(_ => LoopCoroutine.Start(loop, Turns(times / Coroutines)).Completion)));

    private static void YieldOnLoop(int times) => EventLoop.Run(_ => Task.WhenAll(
        Enumerable.Range(0, Coroutines).Select(_ => YieldAsync(times / Coroutines))));

    private static void YieldOnPool(int times) => Task.Run(() => YieldAsync(times)).GetAwaiter().GetResult();

    private static void WakeThreads(int times)
    {
        using var ping = new SemaphoreSlim(0);
        using var pong = new SemaphoreSlim(0);
        var other = new Thread(() =>
        {
            for (int i = 0; i < times / 2; i++)
            {
                ping.Wait();
                pong.Release();
            }
        }) { IsBackground = true };
        other.Start();
        for (int i = 0; i < times / 2; i++)
        {
            ping.Release();
            pong.Wait();
        }

        other.Join();
    }

    private static void WakeSleepers(int times)
    {
        // Unlike SemaphoreSlim these never spin: each wait ends up in the kernel, as far as there is nothing to take yet.
        using var ping = new AutoResetEvent(initialState: false);
        using var pong = new AutoResetEvent(initialState: false);
        var other = new Thread(() =>
        {
            for (int i = 0; i < times / 2; i++)
            {
                ping.WaitOne();
                pong.Set();
            }
        }) { IsBackground = true };
        other.Start();
        for (int i = 0; i < times / 2; i++)
        {
            ping.Set();
            pong.WaitOne();
        }

        other.Join();
    }

    private static IEnumerable<Pause> Turns(int times)
    {
        for (int i = 0; i < times; i++)
            yield return Pause.Turn;
    }

    private static async Task YieldAsync(int times)
    {
        for (int i = 0; i < times; i++)
            await Task.Yield();
    }
}
