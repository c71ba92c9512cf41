using MathNet.Numerics.Statistics;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Measures what each way of running calls costs here, in turns, by tasks that show one cost each.</summary>
internal static class MachineCostMeter
{
    private const int WaitMilliseconds = 5;

    /// <summary>The sizes of the calls that compute: long enough for a call not to show, short enough for many of them.</summary>
    private const int NetSize = 24, PythonSize = 17, Computations = 300;

    /// <summary>So few and so much shorter calls are over before all cores have begun.</summary>
    private const int Few = 16, Shorter = 3;

    /// <summary>What the ways of a runtime are measured with.</summary>
    /// <param name="Model">Runs the calls, on a pool that is kept.</param>
    /// <param name="Overlap">Which of its calls wait at the same time.</param>
    /// <param name="Size">The size of a call that computes.</param>
    /// <param name="Starting">The same with a pool that starts within the time; the model itself where nothing is to be started.</param>
    private sealed record Subject(ExecutionModel Model, Overlap Overlap, int Size, ExecutionModel? Starting = null)
    {
        /// <summary>What tells the start.</summary>
        public ExecutionModel Starts => Starting ?? Model;

        /// <summary>How often it is measured; a CPython's calls take too long for more.</summary>
        public int Rounds => Model is PythonModel ? 5 : 11;

        /// <summary>How many calls that do nothing tell what one costs.</summary>
        public int Many => Overlap == Overlap.Threads ? 200 : Model is PythonModel ? 1_000 : 20_000;

        /// <summary>How many calls that wait tell what one of many adds, where all wait at once.</summary>
        public int Waits => !WayCosts.AllAtOnce(Overlap) ? 1 : Overlap == Overlap.Threads ? 200 : 2_000;
    }

    /// <summary>Measures all ways of .NET, and of the newest CPython that was found.</summary>
    /// <returns>The costs, and what else the machine did meanwhile; null for nothing.</returns>
    public static async Task<(IReadOnlyList<WayCosts> Costs, string? Disturbance)> MeasureAsync(CancellationToken cancellationToken)
    {
        var watch = MachineWatch.Start();
        var processes = new ProcessPoolModel();
        await using (processes.ConfigureAwait(false))
        {
            List<Subject> ours =
            [
                new(new SequentialModel(), Overlap.None, NetSize), new(new DedicatedThreadsModel(), Overlap.Threads, NetSize),
                new(new ThreadPoolModel(), Overlap.GrowingPool, NetSize), new(new ParallelLoopModel(), Overlap.Workers, NetSize),
                new(new AsyncTasksModel(), Overlap.All, NetSize), new(new EventLoopModel(), Overlap.All, NetSize),
                new(new ChannelWorkersModel(), Overlap.Workers, NetSize), new(processes, Overlap.Workers, NetSize),
            ];
            List<WayCosts> costs = [.. await MeasureAsync(ours, cancellationToken).ConfigureAwait(false)];
            for (int way = 0; way < ours.Count; way++)
            {
                if (WayCosts.AllAtOnce(ours[way].Overlap))
                    costs[way] = costs[way] with { CallMemory = await WeighAsync(ours[way], cancellationToken).ConfigureAwait(false) };
            }

            costs[^1] = costs[^1] with
            {
                Byte = await ByteAsync(processes.Pool!, cancellationToken).ConfigureAwait(false),
                Memory = processes.Pool!.GetWorkers().Sum(worker => worker.PrivateBytes),
            };
            if ((await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } python)
                costs.AddRange(await OfPythonAsync(python, cancellationToken).ConfigureAwait(false));
            return (costs, watch.Seen());
        }
    }

    private static async Task<IReadOnlyList<WayCosts>> OfPythonAsync(CPython python, CancellationToken cancellationToken)
    {
        List<Subject> theirs =
        [
            new(new PythonModel(python, PythonPool.OneThread), Overlap.None, PythonSize),
            new(new PythonModel(python, PythonPool.EventLoop), Overlap.All, PythonSize),
            Pool(PythonPool.Threads), Pool(PythonPool.Processes),
        ];
        if (python.HasInterpreters)
            theirs.Add(Pool(PythonPool.Interpreters));
        try
        {
            IReadOnlyList<WayCosts> costs = await MeasureAsync(theirs, cancellationToken).ConfigureAwait(false);
            PythonMemory memory =
                await new PythonExperiment<PythonMemory>("adviser", "memory").RunAsync(python, new { workers = Environment.ProcessorCount },
                    cancellationToken: cancellationToken).ConfigureAwait(false);
            return [.. costs.Select((way, number) => theirs[number].Model is PythonModel model ? model.Pool switch
            {
                PythonPool.EventLoop => way with { CallMemory = memory.Task },
                PythonPool.Threads => way
                    with { Workers = PythonModel.DefaultThreads, Memory = PythonModel.DefaultThreads * memory.Thread },
                PythonPool.Processes => way with { Memory = memory.Processes, Byte = memory.Byte },
                _ => way,
            } : way)];
        }
        finally
        {
            foreach (ExecutionModel model in theirs.SelectMany(one => new[] { one.Model, one.Starts }).Distinct())
                await model.DisposeAsync().ConfigureAwait(false);
        }

        Subject Pool(PythonPool pool) =>
            new(new PythonModel(python, pool), Overlap.Workers, PythonSize, new PythonModel(python, pool, startInside: true));
    }

    /// <summary>What the ways of one runtime take, the first of which is one thread.</summary>
    private static async Task<IReadOnlyList<WayCosts>> MeasureAsync(IReadOnlyList<Subject> subjects, CancellationToken cancellationToken)
    {
        await WarmAsync(Workload.Nothing, 0).ConfigureAwait(false);
        await WarmAsync(Workload.Wait, 1).ConfigureAwait(false);
        double[][] starting = await TakeAsync(Workload.Nothing, _ => (0, 1), one => one.Starts).ConfigureAwait(false);
        double[][] single = await TakeAsync(Workload.Nothing, _ => (0, 1)).ConfigureAwait(false);
        double[][] many = await TakeAsync(Workload.Nothing, one => (0, one.Many)).ConfigureAwait(false);
        double[][] computing = await TakeAsync(Workload.Fibonacci, one => (one.Size, Computations)).ConfigureAwait(false);
        double[][] few = await TakeAsync(Workload.Fibonacci, one => (one.Size - Shorter, Few)).ConfigureAwait(false);
        double[][] wait = await TakeAsync(Workload.Wait, _ => (WaitMilliseconds, 1)).ConfigureAwait(false);
        double[][] waits = await TakeAsync(Workload.Wait, one => (WaitMilliseconds, one.Waits)).ConfigureAwait(false);
        double each = computing[0].Median() / Computations;
        Estimate[] calls =
            [.. subjects.Select((one, number) => Of(many[number].Select(
                time => Math.Max(1e-9, (time - single[number].Median()) / one.Many))))];
        Estimate[] usedCores = Cores();
        return [.. subjects.Select((one, number) =>
        {
            double alone = single[number].Median();
            (Estimate call, Estimate cores) = (calls[number], usedCores[number]);
            return new WayCosts(
                one.Model.Runtime, one.Model.Name, one.Overlap, one.Model.Workers, Of(starting[number]), call, cores,
                Of(wait[number].Select(time => Math.Max(0, time - alone - (WaitMilliseconds / 1e3)))),
                Of(waits[number].Select(time => Math.Max(0, ((time - wait[number].Median()) / one.Waits) - call.Value))), 0, 0, 0)
            {
                Ramp = cores.Value <= 1 ? 0
                    : Math.Max(0, few[number].Median() - alone - (Few * call.Value) - (few[0].Median() / cores.Value)),
                FibonacciSecond = each / Fibonacci.Of(one.Size),
            };
        })];

        // Ways that share calls among workers compute with the same cores; beside other programs their rounds alone do not tell them apart.
        Estimate[] Cores()
        {
            double[][] rounds = [.. subjects.Select((one, number) => computing[number].Select((time, round) => Math.Min(
                one.Model.Workers,
                computing[0][round] / Math.Max(1e-9, time - single[number].Median() - (Computations * calls[number].Value)))).ToArray())];
            Estimate[] cores = [.. rounds.Select(Of)];
            int[] sharing = [.. Enumerable.Range(0, cores.Length).Where(
                number => subjects[number] is { Model.Workers: > 1, Overlap: not Overlap.Threads })];
            foreach (var (number, value) in sharing.Zip(DrawnTogether.Of([.. sharing.Select(number => rounds[number])])))
                cores[number] = new(value, Math.Min(cores[number].Low, value), Math.Max(cores[number].High, value));
            return cores;
        }

        // Waits as if they took no time, so that there are many.
        Task WarmAsync(Workload workload, long size) => WarmUp.RunAsync(
            [.. subjects.Select(one => one.Model)], workload, [Reference.Of(workload, size, cancellationToken) with { Seconds = 1e-6 }],
            1_000,
            subjects[0].Model is PythonModel ? TimeSpan.Zero : WarmUp.DefaultTime, static () => { }, cancellationToken);

        async Task<double[][]> TakeAsync(Workload workload, Func<Subject, (long Size, int Callers)> what,
            Func<Subject, ExecutionModel>? which = null)
        {
            var turns = new InTurns
            {
                Ways = [.. subjects.Select(one => new Way(one.Model.Name, async token =>
                {
                    (long size, int callers) = what(one);
                    return (await (which?.Invoke(one) ?? one.Model).RunAsync(workload, size, callers, token)
                        .ConfigureAwait(false)).Elapsed.TotalSeconds;
                }))],
                MaxRounds = subjects[0].Rounds, Precision = 1e-9, Time = InTurns.LongTime, WarmUps = 3,
            };
            Turns taken = await turns.RunAsync(cancellationToken).ConfigureAwait(false);
            return [.. subjects.Select(one => taken.Values(one.Model.Name).ToArray())];
        }
    }

    /// <summary>What a call under way takes: the memory's growth while many wait.</summary>
    private static async Task<double> WeighAsync(Subject subject, CancellationToken cancellationToken)
    {
        int calls = subject.Overlap == Overlap.Threads ? 300 : 10_000;
        var before = Footprint.Now();
        Task<Run> run = subject.Model.RunAsync(Workload.Wait, 400, calls, cancellationToken);
        await Task.Delay(200, cancellationToken).ConfigureAwait(false);
        Footprint grown = before.Grown();
        await run.ConfigureAwait(false);
        return (grown.Memory ?? grown.Heap) / (double)calls;
    }

    /// <summary>What a byte costs that is sent to a worker and back, halved.</summary>
    private static async Task<double> ByteAsync(ProcessPool pool, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[1 << 20];
        var times = new List<double>();
        for (int round = 0; round < 5; round++)
            times.Add((await pool.CallAsync(PayloadWorkload.Echo, bytes, cancellationToken: cancellationToken)
                .ConfigureAwait(false)).Elapsed.TotalSeconds);
        return times.Median() / (2.0 * bytes.Length);
    }

    private static Estimate Of(IEnumerable<double> numbers)
    {
        double[] all = [.. numbers];
        return new(all.Median(), all.Min(), all.Max());
    }

    /// <summary>What CPython's ways take.</summary>
    /// <param name="Task">A task that waits on the event loop, in bytes.</param>
    /// <param name="Thread">A thread that waits, in bytes.</param>
    /// <param name="Processes">All workers of a pool, in bytes.</param>
    /// <param name="Byte">A byte that is pickled and sent, in seconds.</param>
    private sealed record PythonMemory(double Task, double Thread, double Processes, double Byte);
}
