using System.Diagnostics;
using Workloads.Processes.Wire;

namespace Workloads.Processes;

/// <summary>What the runtime itself takes to start programs: the least that a pool of workers can take (A7, B2).</summary>
internal static class RuntimeStart
{
    /// <summary>
    /// Starts so many empty programs side by side and hears one byte from each. They run with the runtime's own settings;
    /// a pool's workers are started with less of what they do not need.
    /// </summary>
    /// <param name="programs">How many: 1 to 256.</param>
    /// <returns>From the first start to the last byte.</returns>
    /// <exception cref="FileNotFoundException">There is no runtime to start them with; the message lists where was looked.</exception>
    public static async Task<TimeSpan> MeasureAsync(int programs)
    {
        if (programs is < 1 or > ProcessPoolOptions.MaxWorkers)
            throw new ArgumentOutOfRangeException(nameof(programs), programs,
                Invariant($"From 1 to {ProcessPoolOptions.MaxWorkers} programs are started."));

        long start = Stopwatch.GetTimestamp();
        Process[] processes = await Task.WhenAll(Enumerable.Range(0, programs).Select(_ => Task.Run(Start))).ConfigureAwait(false);
        await Task.WhenAll(processes.Select(process => process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1]).AsTask()))
            .ConfigureAwait(false);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        foreach (Process process in processes)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().ConfigureAwait(false);
            process.Dispose();
        }

        return elapsed;
    }

    /// <summary>Starts one: it says one byte, and then each byte that it is told, until its input ends.</summary>
    internal static Process Start()
    {
        ProcessStartInfo start = WorkerProgram.Current.PlainStartInfo(Worker.EmptyArgument);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started.");
    }
}
