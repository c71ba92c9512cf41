using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>Two threads that took two locks each (D4), live: how many waited in vain for their second.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="InOppositeOrders">With each thread's own order, and both sure to have their first.</param>
/// <param name="InOneOrder">With the same order for both.</param>
internal sealed record DeadlockRow(string Runtime, int InOppositeOrders, int InOneOrder);

/// <summary>
/// Deadlocks (D4): met live in .NET and in CPython, whose GIL does not keep a program's own locks from it; and searched for in every
/// order in which threads of the model can take turns.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record Deadlocks : IDisplayable
{
    /// <param name="rows">The live runs.</param>
    /// <param name="twoLocks">The model: two locks, taken in opposite orders.</param>
    /// <param name="ordered">Two locks, taken in one order by three threads.</param>
    /// <param name="oneLock">One lock, taken by three threads.</param>
    internal Deadlocks(IReadOnlyList<DeadlockRow> rows, Exploration twoLocks, Exploration ordered, Exploration oneLock) =>
        (Rows, TwoLocks, Ordered, OneLock) = (rows, twoLocks, ordered, oneLock);

    internal IReadOnlyList<DeadlockRow> Rows { get; init; }

    /// <summary>The model: two locks, taken in opposite orders.</summary>
    public Exploration TwoLocks { get; init; }

    internal Exploration Ordered { get; init; }
    internal Exploration OneLock { get; init; }

    /// <summary>Runs and searches.</summary>
    /// <param name="patience">How long a thread waits for its second lock before it gives up, from 1 ms to 1 minute; half a second when
    /// left out.</param>
    /// <param name="cancellationToken">Ends it; no thread and no process is left running.</param>
    /// <exception cref="PythonFailedException">A script failed, or did not answer in time.</exception>
    public static async Task<Deadlocks> MeasureAsync(TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        TimeSpan wait = patience ?? TimeSpan.FromSeconds(0.5);
        if (wait < TimeSpan.FromMilliseconds(1) || wait > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(patience), patience, "A thread waits from 1 ms to 1 minute for its second lock.");
        var rows = new List<DeadlockRow> { await Task.Run(
            () => new DeadlockRow(Peers.Net, GivenUp(opposite: true, wait), GivenUp(opposite: false, wait)), cancellationToken)
            .ConfigureAwait(false) };
        foreach (CPython build in await Peers.NewestAsync(cancellationToken).ConfigureAwait(false))
        {
            PythonDeadlock met =
                await RaceExperiments.Deadlock.RunAsync(build, new { patience = wait.TotalSeconds }, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            rows.Add(new(build.Name, met.InOppositeOrders, met.InOneOrder));
        }

        var explorer = new Explorer();
        return new(
            rows,
            explorer.Explore(StackProgram.TwoLocks, ["forward()", "backward()"], cancellationToken),
            explorer.Explore(StackProgram.TwoLocks, ["forward()", "forward()", "forward()"], cancellationToken),
            explorer.Explore(StackProgram.Counter, ["add_locked(2)", "add_locked(2)", "add_locked(1)"], cancellationToken));
    }

    /// <summary>D4: several locks can deadlock, one cannot.</summary>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Id != "D4")
            throw new ArgumentException($"Deadlocks judge D4, and not {claim.Id}.", nameof(claim));
        return new(claim,
        [
            Verdicts.Of(
                Peers.Model,
                Expectation.Counted(Invariant($"with two locks the search through {TwoLocks.States:N0} states found deadlocks: {{0}}"),
                    TwoLocks.Deadlocks.Count) with { Name = "deadlocks of two locks", AtLeast = 1 },
                Expectation.Counted(Invariant($"with one lock, through all {OneLock.States:N0} states: {{0}}"), OneLock.Deadlocks.Count)
                    with
                {
                    Name = "deadlocks of one lock", AtMost = 0,
                    Doubt = OneLock.IsComplete ? null : "not all states were explored. Raise the limit of states.",
                }),
            .. Rows.Select(row => Verdicts.Of(
                row.Runtime,
                Expectation.Counted("with two locks in opposite orders {0} of 2 threads waited in vain", row.InOppositeOrders)
                    with { Name = "waited in vain, opposite orders", AtLeast = 1 },
                Expectation.Counted("with two locks in one order {0} of 2 did", row.InOneOrder)
                    with { Name = "waited in vain, one order", AtMost = 0 })),
        ])
        {
            LeftOut = Peers.LeftOut(Rows.Count - 1),
        };
    }

    /// <summary>The live runs and the searches.</summary>
    public Table ToTable() => Table.Of<(string Runtime, string Locks, string Found)>(
        "",
        [
            .. Rows.SelectMany(row => new (string, string, string)[]
            {
                (row.Runtime, "two locks, opposite orders", Invariant($"{row.InOppositeOrders} of 2 threads waited in vain")),
                (row.Runtime, "two locks, one order", Invariant($"{row.InOneOrder} of 2 threads waited in vain")),
            }),
            (Peers.Model, "two locks, opposite orders", TwoLocks.ToString()),
            (Peers.Model, "two locks, one order", Ordered.ToString()),
            (Peers.Model, "one lock", OneLock.ToString()),
        ],
        ("runtime", row => row.Runtime),
        ("locks", row => row.Locks),
        ("", row => row.Found));

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    /// <summary>How many of two threads gave up. Each waits until the other has its first lock, when they are to meet.</summary>
    private static int GivenUp(bool opposite, TimeSpan patience)
    {
        Lock a = new(), b = new();
        using var meeting = new Barrier(2);
        int given = 0;
        OwnThreads.Run(2, number =>
        {
            (Lock first, Lock second) = opposite && number == 1 ? (b, a) : (a, b);
            lock (first)
            {
                if (opposite)
                    meeting.SignalAndWait(CancellationToken.None);
                if (second.TryEnter(patience))
                    second.Exit();
                else
                    Interlocked.Increment(ref given);
            }
        });
        return given;
    }
}
