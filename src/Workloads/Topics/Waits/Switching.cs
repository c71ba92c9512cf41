using System.Diagnostics;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Where two workers are switched (C10): each marks a stretch of work as its own, computes, and looks whether the other has been there
/// meanwhile. Coroutines of one loop give it away between two stretches alone.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Switching : IDisplayable
{
    private const string Coroutines = "two coroutines of one loop", Threads = "two threads";

    private static readonly PythonExperiment<Dictionary<string, Seen>> There = new(PythonWaits.Script, "switching");

    private readonly IReadOnlyList<(string Runtime, IReadOnlyDictionary<string, Seen> Seen)> _sides;

    internal Switching(params IReadOnlyList<(string Runtime, IReadOnlyDictionary<string, Seen> Seen)> sides) => _sides = sides;

    /// <summary>Counts in both runtimes.</summary>
    /// <param name="window">How long coroutines, and threads, work: from 10 ms to 10 s.</param>
    /// <param name="cancellationToken">Ends CPython's script.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is shorter or longer.</exception>
    public static async Task<Switching> CountAsync(TimeSpan window, CancellationToken cancellationToken = default)
    {
        if (window < TimeSpan.FromMilliseconds(10) || window > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(window), window, "Switches are counted for 10 ms to 10 s.");
        var ours = (InBoth.Runtime,
            await Task.Factory.StartNew(() => Here(window), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false));
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(ours, (build.Name,
                await There.RunAsync(build, new { names = new[] { Coroutines, Threads }, milliseconds = window.TotalMilliseconds },
                    cancellationToken: cancellationToken).ConfigureAwait(false)))
            : new(ours);
    }

    /// <summary>Judges C10: coroutines are switched where they say so and on one thread, threads anywhere.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim) => claim?.Id == "C10"
        ? new(claim, [.. _sides.Select(side => Verdicts.Of(side.Runtime, Expected(side.Seen[Coroutines], side.Seen[Threads])))]) { LeftOut =
            _sides.Count == 1 ? InBoth.NoPython : "" }
        : throw WrongClaim.Of(claim!, "C10");

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    internal static Switching Made(Seen coroutines, Seen threads) =>
        new(("a test", new Dictionary<string, Seen> { [Coroutines] = coroutines, [Threads] = threads }));

    private static Dictionary<string, Seen> Here(TimeSpan window)
    {
        var coroutines = new Workers(window);
        EventLoop.Run(_ => Task.WhenAll(coroutines.RunAsync(1), coroutines.RunAsync(2)));
        var threads = new Workers(window);
        Thread[] started = [.. new[] { 1, 2 }.Select(me => new Thread(() => threads.Run(me)) { IsBackground = true })];
        foreach (Thread thread in started)
            thread.Start();
        foreach (Thread thread in started)
            thread.Join();
        return new() { [Coroutines] = coroutines.Seen, [Threads] = threads.Seen };
    }

    private static Expectation[] Expected(Seen coroutines, Seen threads) =>
    [
        Expectation.Counted(Invariant($"of {coroutines.Stretches:N0} stretches between two awaits, another coroutine was in {{0}}"),
            coroutines.Disturbed) with { Name = "coroutines: switched within", AtMost = 0 },
        Expectation.Counted("all of them ran on {0} thread", coroutines.Threads) with { Name = "coroutines: threads", AtMost = 1 },
        Expectation.Counted(Invariant($"of {threads.Stretches:N0} stretches of threads, the other thread was in {{0}}"), threads.Disturbed)
            with
        {
            Name = "threads: switched within", AtLeast = 1,
            Doubt = threads.Disturbed == 0 ? "the threads may not have met. A longer window would decide." : null,
        },
    ];

    private Table ToTable() => Table.Of(
        "",
        _sides.SelectMany(side => side.Seen.Select(seen => (side.Runtime, Who: seen.Key, seen.Value))),
        ("runtime", row => row.Runtime),
        ("who", row => row.Who),
        ("on threads", row => row.Value.Threads),
        ("stretches of work", row => row.Value.Stretches),
        ("the other was there meanwhile", row => row.Value.Disturbed));

    /// <summary>What two workers saw.</summary>
    /// <param name="Stretches">Stretches of work that both did.</param>
    /// <param name="Disturbed">Those in which the other had begun one of its own.</param>
    /// <param name="Threads">Threads that they ran on.</param>
    internal sealed record Seen(long Stretches, long Disturbed, int Threads);

    private sealed class Workers(TimeSpan window)
    {
        private static readonly TimeSpan Stretch = TimeSpan.FromMicroseconds(20);

        private readonly HashSet<int> _threads = [];
        private readonly long _start = Stopwatch.GetTimestamp();
        private long _stretches, _disturbed;
        private int _inside;

        public Seen Seen => new(_stretches, _disturbed, _threads.Count);

        public async Task RunAsync(int me)
        {
            while (Stopwatch.GetElapsedTime(_start) < window)
            {
                Work(me);
                await Task.Yield();
            }
        }

        public void Run(int me)
        {
            while (Stopwatch.GetElapsedTime(_start) < window)
                Work(me);
        }

        private void Work(int me)
        {
            lock (_threads)
                _threads.Add(Environment.CurrentManagedThreadId);
            Volatile.Write(ref _inside, me);
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < Stretch)
            {
                // It computes, and awaits nothing.
            }

            if (Volatile.Read(ref _inside) != me)
                Interlocked.Increment(ref _disturbed);
            Interlocked.Increment(ref _stretches);
        }
    }
}
