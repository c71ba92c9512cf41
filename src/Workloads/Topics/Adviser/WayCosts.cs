using Workloads.Measuring;

namespace Workloads.Topics;

/// <summary>What one way of running calls costs on this machine, and what it makes of that: the time and memory of any task.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Way">The model's name.</param>
/// <param name="Overlap">Which of its calls wait at the same time.</param>
/// <param name="Workers">How many calls it computes at the same time.</param>
/// <param name="Start">Before and after all calls, in seconds.</param>
/// <param name="Call">Handing over one call that does nothing, in seconds.</param>
/// <param name="Cores">How many cores' worth it computes with when there are many calls.</param>
/// <param name="Late">By how much a wait is longer than it was to be, in seconds.</param>
/// <param name="Wait">What each of many waits under way adds, in seconds.</param>
/// <param name="Byte">What each byte of payload adds, in seconds.</param>
/// <param name="CallMemory">What each call under way takes, in bytes.</param>
/// <param name="Memory">What the way takes by itself, in bytes.</param>
internal sealed record WayCosts(
    string Runtime, string Way, Overlap Overlap, int Workers, Estimate Start, Estimate Call, Estimate Cores, Estimate Late, Estimate Wait,
    double Byte,
    double CallMemory, double Memory)
{
    /// <summary>How long fib computes in this runtime for each 1 of its result, in seconds.</summary>
    public double FibonacciSecond { get; init; }

    /// <summary>How much later a few calls are done than if all cores had begun with the first of them, in seconds.</summary>
    public double Ramp { get; init; }

    /// <summary>More threads at once are not started for calls.</summary>
    private const int MostThreads = Models.DedicatedThreadsModel.DefaultMaxThreads;

    /// <summary>.NET's pool adds a thread about so often while all of its threads are blocked.</summary>
    private const double PoolGrowth = 0.5;

    /// <summary>From so many calls for each worker on, the last ones' uneven end no longer shows.</summary>
    private const int ManyBatches = 8;

    /// <summary>Whether all calls of a way are under way at the same time.</summary>
    public static bool AllAtOnce(Overlap overlap) => overlap is Overlap.All or Overlap.Threads;

    /// <summary>Why the way cannot run the task; null when it can.</summary>
    public string? Refusal(TaskShape task) => Overlap == Overlap.Threads && task.Calls > MostThreads
        ? Invariant($"{task.Calls:N0} threads at once are too many: at most {MostThreads:N0} are started") : null;

    /// <summary>Time and memory of a task.</summary>
    public Prediction Predict(TaskShape task)
    {
        (string, double)[] parts = [.. Parts(task, static cost => cost.Value, slow: false)];
        double seconds = parts.Sum(part => part.Item2);
        double low = Parts(task, static cost => cost.Low, slow: false).Sum(part => part.Item2),
            high = Parts(task, static cost => cost.High, slow: true).Sum(part => part.Item2);
        int atOnce = AllAtOnce(Overlap) ? task.Calls : Math.Min(Workers, task.Calls);
        return new(Runtime, Way, new(seconds, Math.Min(low, seconds), Math.Max(high, seconds)),
            Memory + (atOnce * (CallMemory + task.Memory)), parts.MaxBy(part => part.Item2).Item1, Refusal(task));
    }

    /// <summary>
    /// What the time is made of. Costs are read at one end of their interval; cores at the other, since more of them take less time.
    /// </summary>
    private IEnumerable<(string What, double Seconds)> Parts(TaskShape task, Func<Estimate, double> at, bool slow)
    {
        double late = task.Waiting > TimeSpan.Zero ? at(Late) : 0, wait = task.Waiting.TotalSeconds + late;
        double cores = at(new(Cores.Value, Cores.High, Cores.Low));
        if (task.Cores is { } asked && Workers > 1)
            cores = Math.Max(1, cores * asked / Environment.ProcessorCount);
        double computing = Computing(task, cores);
        double batches = Math.Ceiling(task.Calls / (double)Workers);
        yield return ("its start", at(Start));
        yield return (Overlap == Overlap.Threads ? "starting a thread for each call" : "handing over the calls", task.Calls * at(Call));
        yield return (cores < 1.5 ? "computing, one call after the other" : "computing", computing);
        if (task.Waiting > TimeSpan.Zero)
        {
            yield return Overlap switch
            {
                Overlap.All or Overlap.Threads => ("the wait itself", wait + (task.Calls * at(Wait))),
                Overlap.None => ("waiting, one call after the other", task.Calls * wait),
                Overlap.GrowingPool => ("waiting on as many threads as the pool has by then",
                    slow ? batches * wait : Growing(task.Calls, wait)),
                // More workers than cores: while some wait, others compute.
                _ when Workers > Environment.ProcessorCount => ("waiting, as many at once as there are workers",
                    Math.Max(0, (batches * wait) - computing + (computing / Workers))),
                _ => ("waiting, as many at once as there are workers", batches * wait),
            };
        }

        if (task.Payload > 0 && Byte > 0)
            yield return ("sending the bytes", (double)task.Calls * task.Payload * Byte);
    }

    private double Computing(TaskShape task, double cores)
    {
        double each = task.Computing.TotalSeconds;
        int workers = Overlap == Overlap.Threads ? task.Calls : Workers;
        if (cores <= 1)
            return task.Calls * each / cores;
        (int full, int rest) = Math.DivRem(task.Calls, workers);
        double shared = task.Calls >= (long)ManyBatches * workers ? task.Calls * each / cores
            : each * ((full * Math.Max(1, workers / cores)) + (rest == 0 ? 0 : Math.Max(1, rest / cores)));
        // Until the others begin, the first core does it all.
        return Math.Min(task.Calls * each, shared + Ramp);
    }

    private double Growing(int calls, double wait)
    {
        // Between two looks at the pool its threads run as many calls as fit in.
        double done = 0, time = 0;
        for (int threads = Workers; time < 600; threads++)
        {
            double until = time + PoolGrowth, rate = threads / wait;
            if (done + (rate * PoolGrowth) >= calls)
                return time + Math.Ceiling((calls - done) / threads) * wait;
            (done, time) = (done + (rate * PoolGrowth), until);
        }

        return time + ((calls - done) / (Workers + (600 / PoolGrowth)) * wait);
    }
}
