using System.Diagnostics;
using Workloads.Html;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// Green threads that compute and give their turn away, and connections that one loop holds open by code that reads as if sequential, in
/// .NET and in CPython (D10, D11).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class GreenThreads : IDisplayable
{
    /// <summary>From which number on connections are thousands.</summary>
    private const int Thousands = 1_000;

    /// <summary>
    /// The cores used are the fewest of so many parts of the time: what else this process does, such as compiling, only adds to them.
    /// </summary>
    private const int Parts = 10;

    private static readonly PythonExperiment<Seen> There = new("green_threads", "green");

    private readonly IReadOnlyList<(string Runtime, Seen Seen)> _sides;

    internal GreenThreads(params IReadOnlyList<(string Runtime, Seen Seen)> sides) => _sides = sides;

    /// <summary>Counts and measures, in one runtime after the other.</summary>
    /// <param name="threads">How many green threads take turns: from 2 to 10,000.</param>
    /// <param name="window">How long they compute: from 20 ms to 10 s.</param>
    /// <param name="connections">How many clients talk to the server: from 1 to <see cref="LoopEcho.MaxClients"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static async Task<GreenThreads> RunAsync(int threads, TimeSpan window, int connections,
        CancellationToken cancellationToken = default)
    {
        if (threads is < 2 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, "From 2 to 10,000 green threads take turns.");
        if (window < TimeSpan.FromMilliseconds(20) || window > TimeSpan.FromSeconds(10))
            throw new ArgumentOutOfRangeException(nameof(window), window, "They compute for 20 ms to 10 s.");
        if (connections is < 1 or > LoopEcho.MaxClients)
            throw new ArgumentOutOfRangeException(nameof(connections), connections,
                Invariant($"From 1 to {LoopEcho.MaxClients:N0} clients connect."));
        var ours = (InBoth.Runtime, await Task.Factory.StartNew(
            () => Here(threads, window, connections, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false));
        return (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } build
            ? new(ours, (build.Name,
                await There.RunAsync(build, new { threads, milliseconds = window.TotalMilliseconds, connections },
                    cancellationToken: cancellationToken).ConfigureAwait(false)))
            : new(ours);
    }

    /// <summary>
    /// Judges D10 (turns given away voluntarily, on one thread and no more than one core) or D11 (thousands of connections on one thread).
    /// </summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        Func<Seen, Expectation[]> expected = claim?.Id switch
        {
            "D10" => TakesTurns,
            "D11" => HoldsConnections,
            _ => throw WrongClaim.Of(claim!, "D10 and D11"),
        };
        string note = claim.Id == "D10"
            ? "greenlet itself was not tried, but generators, as in the standard library: a greenlet also switches from within nested calls, which a generator cannot."
            : "gevent itself was not tried, but async and await, which say where they wait.";
        return new(claim, [.. _sides.Select(side => Verdicts.Of(side.Runtime, expected(side.Seen)))])
        {
            LeftOut = char.ToUpperInvariant(note[0]) + note[1..] + (_sides.Count == 1 ? $" {InBoth.NoPython}" : ""),
        };
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private static Seen Here(int threads, TimeSpan window, int connections, CancellationToken cancellationToken)
    {
        var turns = new Turns();
        var cores = new List<double>();
        for (int part = 0; part < Parts; part++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            RoundRobin.Run(Enumerable.Range(0, threads).Select(me => turns.Compute(me, start, window / Parts)), cancellationToken);
            cores.Add((Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(start));
        }

        LoopEcho echo = LoopEcho.Run(connections, messages: 2, cancellationToken);
        return new(threads, turns.Count, turns.Within, turns.Threads.Count, cores.Min(), connections, echo.MostOpen, echo.Echoed,
            echo.Threads);
    }

    private static Expectation[] TakesTurns(Seen seen) =>
    [
        Expectation.Counted(Invariant($"of {seen.Turns:N0} turns, another green thread was in {{0}}"), seen.Within)
            with { Name = "switched within a turn", AtMost = 0 },
        Expectation.Counted(Invariant($"{seen.Green:N0} of them ran on {{0}} thread"), seen.Threads) with { Name = "threads", AtMost = 1 },
        Expectation.Counted("and used {0} cores", Math.Round(seen.Cores, 2)) with { Name = "cores", AtMost = 1.3 },
    ];

    private static Expectation[] HoldsConnections(Seen seen)
    {
        string? doubt = seen.Clients < Thousands ? Invariant($"{Thousands:N0} clients or more would decide.") : null;
        return
        [
            Expectation.Counted(Invariant($"of {seen.Clients:N0} connections {{0}} were open at once"), seen.MostOpen)
                with { Name = "open at once", AtLeast = Thousands, Doubt = doubt },
            Expectation.Counted(Invariant($"of {2 * seen.Clients:N0} messages {{0}} came back"), seen.Echoed)
                with { Name = "messages", AtLeast = 2 * seen.Clients, Doubt = doubt },
            Expectation.Counted("all by {0} thread", seen.ServerThreads) with { Name = "threads", AtMost = 1, Doubt = doubt },
        ];
    }

    private Table ToTable() => Table.Of(
        "",
        _sides,
        ("runtime", side => side.Runtime),
        ("green threads", side => side.Seen.Green),
        ("turns", side => side.Seen.Turns),
        ("switched within a turn", side => side.Seen.Within),
        ("on threads", side => side.Seen.Threads),
        ("cores used", side => side.Seen.Cores),
        ("connections at once", side => side.Seen.MostOpen),
        ("messages back", side => side.Seen.Echoed),
        ("server and clients on threads", side => side.Seen.ServerThreads));

    /// <summary>What was seen in one runtime.</summary>
    /// <param name="Green">Green threads.</param>
    /// <param name="Turns">Turns that they took.</param>
    /// <param name="Within">Turns within which another had one.</param>
    /// <param name="Threads">Threads of the system that they ran on.</param>
    /// <param name="Cores">Processor time by time.</param>
    /// <param name="Clients">Clients that connected.</param>
    /// <param name="MostOpen">The most connections open at once.</param>
    /// <param name="Echoed">Messages that came back, of two from each client.</param>
    /// <param name="ServerThreads">Threads that server and clients ran on.</param>
    internal sealed record Seen(int Green, long Turns, long Within, int Threads, double Cores, int Clients, int MostOpen, int Echoed,
        int ServerThreads);

    private sealed class Turns
    {
        private static readonly TimeSpan Turn = TimeSpan.FromMicroseconds(20);

        private int _inside;

        public HashSet<int> Threads { get; } = [];

        public long Count { get; private set; }

        public long Within { get; private set; }

        public IEnumerator<int> Compute(int me, long begun, TimeSpan window)
        {
            while (Stopwatch.GetElapsedTime(begun) < window)
            {
                Threads.Add(Environment.CurrentManagedThreadId);
                _inside = me;
                long start = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(start) < Turn)
                {
                    // It computes, and gives nothing away.
                }

                Within += _inside == me ? 0 : 1;
                Count++;
                yield return me;
            }
        }
    }
}
