using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Several threads count aloud on one sheet for a fixed time (C7): how many lines come out as they were printed.</summary>
/// <param name="Printer">How lines were kept apart.</param>
/// <param name="Expected">Lines printed.</param>
/// <param name="Whole">Lines that came out whole, each counted once.</param>
/// <param name="Text">The sheet.</param>
public sealed record PrinterRace(string Printer, int Expected, int Whole, string Text)
{
    /// <summary>The most lines that a thread prints: a sheet has to be kept.</summary>
    private const int MostLines = 20_000;

    /// <summary>Lines that were torn apart by another thread's.</summary>
    public int Torn => Expected - Whole;

    /// <summary>Lets threads print at once.</summary>
    /// <param name="make">Makes the printer.</param>
    /// <param name="threads">From 1 to <see cref="Race.MaxThreads"/>.</param>
    /// <param name="window">How long they print, from 1 ms to 1 hour, and at most 20,000 lines each; 400 ms when left out.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PrinterRace Run(Func<Printer> make, int threads, TimeSpan? window = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        Race.CheckThreads(threads);
        TimeSpan time = Race.CheckWindow(window);

        using Printer printer = make();
        using var start = new Barrier(threads);
        int[] lines = new int[threads];
        bool over = false;
        using var timer = new Timer(_ => Volatile.Write(ref over, true));
        OwnThreads.Run(threads, thread =>
        {
            start.SignalAndWait(CancellationToken.None);
            if (thread == 0)
                timer.Change(time, Timeout.InfiniteTimeSpan);
            for (; lines[thread] < MostLines && !Volatile.Read(ref over) && !cancellationToken.IsCancellationRequested; lines[thread]++)
                printer.PrintLine(Pieces(thread, lines[thread]));
        });
        printer.Finish();
        cancellationToken.ThrowIfCancellationRequested();

        var printed = Enumerable.Range(0, threads)
            .SelectMany(thread => Enumerable.Range(0, lines[thread]).Select(line => string.Concat(Pieces(thread, line)).TrimEnd('\n')));
        int whole = printer.Text.Split('\n').ToHashSet(StringComparer.Ordinal).Intersect(printed, StringComparer.Ordinal).Count();
        return new(printer.Name, lines.Sum(), whole, printer.Text);
    }

    /// <summary>A few lines around the first that is torn.</summary>
    internal IReadOnlyList<string> Around()
    {
        string[] lines = Text.Split('\n');
        int first = Array.FindIndex(lines, line => line.Split("thread").Length != 2);
        return [.. lines.Skip(Math.Max(0, first - 1)).Take(4)];
    }

    private static string[] Pieces(int thread, int line) =>
        ["thread ", Invariant($"{thread}"), " counts to ", Invariant($"{line + 1}"), "\n"];
}
