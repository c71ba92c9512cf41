using Workloads.Html;
using Workloads.Models;
using Workloads.Show;

namespace Workloads.TaskQueues;

/// <summary>Calls whose machines are killed while they run (B19): what was lost, what was wrong, and what came twice.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record LossTrial : IDisplayable
{
    /// <param name="calls">How many calls there were.</param>
    /// <param name="killed">How many machines were killed, each at once and without a last word.</param>
    /// <param name="lost">Calls without a result.</param>
    /// <param name="wrong">Calls with another result than the right one.</param>
    /// <param name="totals">What the queue did meanwhile.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="leftOut">Why nothing was tried; empty when it was.</param>
    internal LossTrial(int calls, int killed, int lost, int wrong, QueueTotals totals, TimeSpan elapsed, string leftOut = "") =>
        (Calls, Killed, Lost, Wrong, Totals, Elapsed, LeftOut) = (calls, killed, lost, wrong, totals, elapsed, leftOut);

    internal int Calls { get; init; }
    internal int Killed { get; init; }
    internal int Lost { get; init; }
    internal int Wrong { get; init; }
    internal QueueTotals Totals { get; init; }
    internal TimeSpan Elapsed { get; init; }
    internal string LeftOut { get; init; }

    private const int MaxSize = 18;

    /// <summary>Runs calls on two machines, and kills one of them again and again; another one is started each time.</summary>
    /// <param name="broker">The engine; without a broker all is left out.</param>
    /// <param name="calls">How many calls of fibonacci, from 0 to 18.</param>
    /// <param name="kills">How many machines are killed, evenly spread over the calls.</param>
    /// <param name="cancellationToken">Ends it; no process is left running.</param>
    public static async Task<LossTrial> RunAsync(Broker broker, int calls, int kills, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(broker);
        if (broker.Address is not { } address)
            return new(0, 0, 0, 0, new(0, 0, 0, 0, 0, 0), default, broker.Description);

        const int CallsPerMessage = 10;
        int killed = 0;
        TemporaryFleet fleet = await TemporaryFleet.StartAsync(address, machines: 2, cores: 1, cancellationToken).ConfigureAwait(false);
        await using (fleet.ConfigureAwait(false))
        {
            QueueModel model = await fleet.ConnectAsync(CallsPerMessage, cancellationToken).ConfigureAwait(false);
            var all = new Calls(Workload.Fibonacci, Enumerable.Range(0, calls).Select(call => (long)(call % (MaxSize + 1))));
            Task<Run> running = model.RunAsync(all, options: null, cancellationToken);
            for (; killed < kills && !running.IsCompleted; killed++)
            {
                long next = (long)calls / CallsPerMessage * (killed + 1) / (kills + 1);
                while (model.Totals.Answers < next && !running.IsCompleted)
                    await Task.Delay(5, cancellationToken).ConfigureAwait(false);
                fleet.Machines.KillOne();
                await fleet.Machines.AddAsync(cancellationToken).ConfigureAwait(false);
            }

            Run run = await running.ConfigureAwait(false);
            int wrong = run.Results.Where((result, call) => result != Fibonacci.Of(call % (MaxSize + 1))).Count();
            return new(calls, killed, calls - run.Results.Count, wrong, model.Totals, run.Elapsed);
        }
    }

    /// <summary>What was lost, wrong, redelivered and duplicated.</summary>
    public Table ToTable() => Table.Of(
        "",
        [this],
        ("calls", trial => trial.Calls),
        ("machines killed", trial => trial.Killed),
        ("lost", trial => trial.Lost),
        ("wrong", trial => trial.Wrong),
        ("messages redelivered", trial => trial.Totals.Redeliveries),
        ("duplicate answers", trial => trial.Totals.Duplicates),
        ("took", trial => trial.Elapsed));

    /// <inheritdoc/>
    public string ToHtml() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToHtml() : ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => LeftOut.Length > 0 ? Callout.LeftOut(LeftOut).ToString() : ToTable().ToString();
}
