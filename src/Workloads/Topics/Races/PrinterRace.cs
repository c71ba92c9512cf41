using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Several threads count aloud on one sheet (C7): how many lines come out as they were printed.</summary>
/// <param name="Printer">How lines were kept apart.</param>
/// <param name="Expected">Lines printed.</param>
/// <param name="Whole">Lines that came out whole, each counted once.</param>
/// <param name="Text">The sheet.</param>
public sealed record PrinterRace(string Printer, int Expected, int Whole, string Text)
{
    /// <summary>Lines that were torn apart by another thread's.</summary>
    public int Torn => Expected - Whole;

    /// <summary>Lets threads print at once.</summary>
    /// <param name="make">Makes the printer.</param>
    /// <param name="threads">From 1 to <see cref="Race.MaxThreads"/>.</param>
    /// <param name="lines">Lines by each thread, 1 or more.</param>
    /// <param name="cancellationToken">Ends it; no thread is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PrinterRace Run(Func<Printer> make, int threads, int lines, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        Race.CheckThreads(threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(lines, 1);

        using Printer printer = make();
        using var start = new Barrier(threads);
        OwnThreads.Run(threads, thread =>
        {
            start.SignalAndWait(CancellationToken.None);
            for (int line = 0; line < lines && !cancellationToken.IsCancellationRequested; line++)
                printer.PrintLine(Pieces(thread, line));
        });
        printer.Finish();
        cancellationToken.ThrowIfCancellationRequested();

        var printed = Enumerable.Range(0, threads).SelectMany(thread => Enumerable.Range(0, lines).Select(line => string.Concat(Pieces(thread, line)).TrimEnd('\n')));
        int whole = printer.Text.Split('\n').ToHashSet(StringComparer.Ordinal).Intersect(printed, StringComparer.Ordinal).Count();
        return new(printer.Name, threads * lines, whole, printer.Text);
    }

    private static string[] Pieces(int thread, int line) => ["thread ", $"{thread}", " counts to ", $"{line + 1}", "\n"];
}
