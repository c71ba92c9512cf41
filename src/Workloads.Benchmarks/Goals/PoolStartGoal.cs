using System.Diagnostics;
using Workloads.Measurement;
using Workloads.Processes;
using Workloads.Processes.Wire;

namespace Workloads.Benchmarks.Goals;

/// <summary>A pool of two from nothing to its first result, in turns with two programs that do nothing but say that they are there.</summary>
internal sealed class PoolStartGoal() : Goal("pool-start")
{
    private const int Workers = 2;
    private const int Rounds = 25;

    /// <inheritdoc/>
    public override async Task<GoalMeasurement> MeasureAsync(CancellationToken cancellationToken)
    {
        List<double> pools = [], programs = [];
        for (int round = -3; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double program = await StartProgramsAsync(), pool = await StartPoolAsync(cancellationToken);
            if (round < 0)
                continue;
            programs.Add(program);
            pools.Add(pool);
        }

        return new(
            [Criterion.AtMost("a pool of 2 takes, of two empty programs' time,", pools.Zip(programs, static (we, they) => we / they).Median(), 1.25, Figures.Times)],
            $"pool {Durations.Text(pools.Median())}, programs {Durations.Text(programs.Median())}");
    }

    private static async Task<double> StartPoolAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        await using ProcessPool pool = await ProcessPool.StartAsync(Workers, cancellationToken);
        await pool.CallAsync(Workload.Nothing, 1, cancellationToken: cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The runtime's own part: the same program, which says one byte and waits.</summary>
    private static async Task<double> StartProgramsAsync()
    {
        long start = Stopwatch.GetTimestamp();
        Process[] processes = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(Start)));
        await Task.WhenAll(processes.Select(process => process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1]).AsTask()));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (Process process in processes)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        return seconds;
    }

    private static Process Start()
    {
        ProcessStartInfo start = WorkerProgram.Current.StartInfo(Worker.EmptyArgument);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }
}
