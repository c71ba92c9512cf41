using System.Diagnostics;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Processes.Wire;

namespace Workloads.Topics;

/// <summary>
/// What it costs to start something that runs code and to wait for its end, one after the other (B2): a process, a thread, a task of the
/// thread pool, a coroutine. Each does nothing, so that the start is all there is.
/// </summary>
public static class StartCosts
{
    /// <summary>A process: this library as a program that does nothing.</summary>
    public const string ChildProcess = "process";

    /// <summary>A thread.</summary>
    public const string Thread = "thread";

    /// <summary>A task of the thread pool.</summary>
    public const string PooledTask = "pooled task";

    /// <summary>An asynchronous method on the event loop.</summary>
    public const string Coroutine = "coroutine";

    /// <summary>A generator on the event loop.</summary>
    public const string Generator = "generator coroutine";

    /// <summary>The operations, from the dearest.</summary>
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new(ChildProcess, 1, StartProcesses), new(Thread, 20, StartThreads), new(PooledTask, 2_000, StartTasks), new(Coroutine, 5_000, StartCoroutines), new(Generator, 5_000, StartGenerators),
    ];

    private static void StartProcesses(int times)
    {
        for (int i = 0; i < times; i++)
        {
            ProcessStartInfo start = WorkerProgram.Current.StartInfo(Worker.EmptyArgument);
            start.RedirectStandardInput = start.RedirectStandardOutput = true;
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
    }

    private static void StartThreads(int times)
    {
        for (int i = 0; i < times; i++)
        {
            var thread = new Thread(static () => { }) { IsBackground = true };
            thread.Start();
            thread.Join();
        }
    }

    /// <summary>Awaited, and not waited for: a thread that waits for a task runs it itself.</summary>
    private static void StartTasks(int times) => Task.Run(async () =>
    {
        for (int i = 0; i < times; i++)
            await Task.Run(static () => { }).ConfigureAwait(false);
    }).GetAwaiter().GetResult();

    private static void StartCoroutines(int times) => EventLoop.Run(async _ =>
    {
        for (int i = 0; i < times; i++)
            await OneTurnAsync().ConfigureAwait(true);
    });

    private static async Task OneTurnAsync() => await Task.Yield();

    private static void StartGenerators(int times) => EventLoop.Run(async loop =>
    {
        for (int i = 0; i < times; i++)
            await LoopCoroutine.Start(loop, OneTurn()).Completion.ConfigureAwait(true);
    });

    private static IEnumerable<Pause> OneTurn()
    {
        yield return Pause.Turn;
    }
}
