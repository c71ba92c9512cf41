namespace Workloads.Models;

/// <summary>
/// A thread of its own for each caller, all started, then all joined: simple, and as dear as a thread is (about 0.1 ms each
/// to create), which is why there is a limit (A13, B2).
/// </summary>
/// <param name="maxThreads">The most callers that it starts threads for: 1 or more, 10,000 unless raised.</param>
public sealed class DedicatedThreadsModel(int maxThreads = DedicatedThreadsModel.DefaultMaxThreads)
    : ExecutionModel("dedicated threads", WorkersOr(null))
{
    /// <summary>The most threads that are started when nothing else was asked for.</summary>
    public const int DefaultMaxThreads = 10_000;

    /// <summary>The most callers that it starts threads for.</summary>
    public int MaxThreads { get; } = maxThreads >= 1
        ? maxThreads
        : throw new ArgumentOutOfRangeException(nameof(maxThreads), maxThreads, "The limit of threads is 1 or more.");

    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        var threads = new List<Thread>(context.Count);
        try
        {
            for (int caller = 0; caller < context.Count && !context.IsStopped(caller); caller++)
                threads.Add(Start(context, caller));
        }
        finally
        {
            threads.ForEach(static thread => thread.Join());
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Check(Calls calls)
    {
        base.Check(calls);
        if (calls.Count > MaxThreads)
        {
            throw new ArgumentOutOfRangeException(
                nameof(calls), calls.Count,
                Invariant($"The model '{Name}' starts a thread for each caller, at most {MaxThreads:N0}. Raise the limit with new {nameof(DedicatedThreadsModel)}(maxThreads)."));
        }
    }

    private static Thread Start(RunContext context, int caller)
    {
        var thread = new Thread(() => context.Call(caller, worker: caller)) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
